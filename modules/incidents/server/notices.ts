import type { NoticeDeclaration } from '#platform/module.ts';

/** Whatever they are about, no notice says what somebody wrote. */
export const notices: readonly NoticeDeclaration[] = [
  {
    kind: 'incidents.unanswered',
    text: 'A message that needs attention ({severity}) was not acknowledged in time.',
    advice: 'Open the incidents, look at it, and say what you did. Others are being called.',
  },
  {
    kind: 'incidents.not_delivered',
    text: 'Somebody could not be told of a message that needs attention: {reason}.',
    advice: 'Look at the incidents in the app yourself, and mend what is in the way.',
  },
];

export const incidentNotices = notices.map(({ kind }) => kind);
