import type { NoticeDeclaration } from '#platform/module.ts';

/** Whatever they are about, no notice says what somebody wrote. */
export const notices: readonly NoticeDeclaration[] = [
  {
    kind: 'incidents.no_lines',
    for: ['safety.change'],
    text: 'Somebody in danger was shown the emergency number alone: there is no help line that was tried in the last 90 days.',
    advice: 'Call the help lines of your country, and add those that answer (POST /api/safety-lines).',
  },
  {
    kind: 'incidents.lines_expire',
    for: ['safety.change'],
    text: 'Help lines are to be tried again: {lines}.',
    advice: 'Call them, and say so (POST /api/safety-lines/{id}/verify). After 90 days without that they are not shown any more.',
  },
  {
    kind: 'incidents.unanswered',
    for: ['incidents.handle', 'contacts.see_all'],
    text: 'A message that needs attention ({severity}) was not acknowledged in time.',
    advice: 'Open the incidents, look at it, and say what you did. Others are called too, but do not wait for them.',
  },
  {
    kind: 'incidents.unreached',
    for: ['incidents.handle', 'contacts.see_all'],
    text: 'A message that needs attention ({severity}) was not acknowledged in time, and calls reach nobody.',
    advice: 'Open the incidents, look at it, and say what you did. Do not wait for others: nobody was told but in the app.',
  },
  {
    kind: 'incidents.not_delivered',
    for: ['safety.change'],
    text: 'Somebody could not be told of a message that needs attention: {reason}.',
    advice: 'Look at the incidents in the app yourself, and mend what is in the way.',
  },
];

/** About one incident: done with once somebody deals with it. */
export const incidentNotices = ['incidents.unanswered', 'incidents.unreached', 'incidents.not_delivered'];
/** About the organization: done with once there is a line that was tried. */
export const noLines = 'incidents.no_lines';
/** About one line: done with once it is tried again, or gone. */
export const lineExpires = 'incidents.lines_expire';
