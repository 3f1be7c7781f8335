import type { ChannelAdapter } from '#channels/channel.ts';
import { recordEvent } from '#core/conversations/events.ts';
import { Refusal } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { findDanger } from './danger-store.ts';
import type { LaneState } from './message-store.ts';

interface Wanted {
  readonly conversationId: string;
  readonly lane: LaneState;
  readonly content: { readonly kind: string };
  readonly adapter: ChannelAdapter | undefined;
}

/**
 * Somebody who asked for silence is written to by nobody, but for one case: while an incident of theirs is open that is high or imminent,
 * a person who may see it answers what they wrote, in the window that they opened by writing. Returns whether the conversation now says
 * so; it says it once for each stop. In the transaction of the message.
 */
export async function requireDanger(scope: Scope, { conversationId, lane, content, adapter }: Wanted): Promise<boolean> {
  const { db, organization, actor } = scope;
  const answers = actor.kind === 'member' && actor.permissions.has('incidents.read') && content.kind !== 'template';
  const where = { contactId: lane.contactId, conversationId, since: lane.optedOutAt as Date };
  const danger = answers && isOpen(scope, lane, adapter) ? await findDanger(db, organization.id, where) : undefined;
  if (!danger) throw new Refusal('outbox.opted_out', 'This person asked for no more messages here.', { status: 409 });
  if (danger.said) return false;
  await recordEvent(scope, { conversationId, kind: 'wrote_after_stop', data: { incidentId: danger.id } });
  return true;
}

function isOpen({ clock }: Scope, { lastInboundAt }: LaneState, adapter: ChannelAdapter | undefined): boolean {
  const hours = adapter?.abilities.windowHours ?? null;
  return hours === null || (lastInboundAt !== null && clock.now().getTime() - lastInboundAt.getTime() < hours * 3_600_000);
}
