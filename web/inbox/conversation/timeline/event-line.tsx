import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { usePlace } from '#web/data/session.ts';
import { formatClock, formatFull, formatMoment } from '#web/i18n/format.ts';
import { Tooltip } from '#web/ui/tooltip.tsx';
import type { ConversationEvent } from '../../../../modules/desk/contract.ts';

const known = [
  'assigned',
  'unassigned',
  'team_set',
  'team_unset',
  'closed',
  'reopened',
  'snoozed',
  'unsnoozed',
  'label_added',
  'label_removed',
  'handed_over',
  'taken_over',
  'given_back',
  'stage_set',
  'flow_cancelled',
  'flow_moved',
  'flow_restarted',
  'wrote_after_stop',
];

/** What somebody did with the conversation: a quiet line. */
export const EventLine = memo(function EventLine({ event }: { readonly event: ConversationEvent }) {
  const reader = useReader();
  const said = useEventWords()(event);
  return (
    <p className="flex justify-center gap-2 px-6 pt-3 text-center text-small text-muted">
      <span className="[overflow-wrap:anywhere]">{said}</span>
      <Tooltip text={formatFull(event.createdAt, reader)}>
        <time dateTime={event.createdAt}>{formatClock(event.createdAt, reader)}</time>
      </Tooltip>
    </p>
  );
});

type Named = { readonly id?: string; readonly name?: string };

/** An event as a sentence; one that is not known yet by its name. */
export function useEventWords(): (event: Pick<ConversationEvent, 'kind' | 'actor' | 'data'>) => string {
  const { t } = useTranslation();
  const reader = useReader();
  const { memberId } = usePlace();
  return ({ kind, actor, data }) => {
    const { member, team, label, until, to, reason } = data as Told;
    const values = {
      who: isMe(actor, memberId) ? 'you' : 'other',
      name: actor.name ?? t(`conversation:author.${actor.kind}`),
      member: member?.id === memberId ? t('conversation:author.youObject') : member?.name,
      team: team?.name,
      label: label?.name,
      until: until && formatMoment(until, reader),
      to,
      reason,
      kind,
    };
    return t(`conversation:event.${nameOf(kind, actor, data as Told)}`, values);
  };
}

interface Told {
  readonly member?: Named;
  readonly team?: Named;
  readonly label?: Named;
  readonly until?: string;
  readonly by?: string;
  /** A stage, or a node of a flow. */
  readonly to?: string | null;
  readonly reason?: string;
}

const isMe = (actor: ConversationEvent['actor'], memberId: string) => actor.kind === 'member' && actor.id === memberId;

/** Giving something to oneself is taking it. */
function nameOf(kind: string, actor: ConversationEvent['actor'], { member, by, to, reason }: Told): string {
  if (kind === 'assigned' && member?.id === actor.id) return 'took';
  if (kind === 'taken_over' && by === 'reply') return 'taken_over_by_reply';
  if (kind === 'stage_set' && to === null) return 'stage_unset';
  if (kind === 'flow_moved' && reason !== undefined) return 'flow_moved_because';
  return known.includes(kind) ? kind : 'other';
}
