import { listConversations } from '#core/conversations/list-conversations.ts';
import { splitText } from '#core/dialogue/split-text.ts';
import { sendMessage } from '#outbox/index.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readCare } from '#safety/index.ts';
import type { CareTools } from '../tools.ts';
import { openItems } from './items.ts';
import { languagesOf } from './language-store.ts';
import { listCurrentSteps } from './plan-store.ts';
import { planText } from './plan-text.ts';
import { sharedPlan } from './shared-plan.ts';

/** Every channel takes as much at once. */
const longest = 3000;

/** Sends the person their own plan, in the conversation that was last active. */
export async function sendPlan(scope: Scope, tools: CareTools, id: string): Promise<{ messageIds: string[]; conversationId: string }> {
  requirePermission(scope, 'care.write');
  const { row, contactId } = await sharedPlan(scope, id);
  const { items: conversations } = await listConversations(scope, { contactId, limit: 1 });
  const conversationId = conversations[0]?.id;
  if (conversationId === undefined)
    throw new Refusal('care.no_conversation', 'There is no conversation with this person yet; they have to write first.', { status: 409 });
  const { organization, clock, db, key } = scope;
  const care = await readCare(tools.database, clock, { organizationId: organization.id, contactId, conversationId });
  const languages = await languagesOf(db, organization.id, contactId);
  const text = planText((name, values) => tools.say(name, languages, values), {
    items: openItems(key, await listCurrentSteps(db, organization.id, row.id)),
    lines: care.lines.map((line) => line.text),
    emergency: care.emergency,
  });
  const messageIds: string[] = [];
  // One after the other, so that they arrive in order.
  for (const part of splitText(text, longest)) {
    const message = { kind: 'text' as const, text: part.trim() };
    messageIds.push((await sendMessage(scope, tools.sending, { conversationId, message })).id);
  }
  return { messageIds, conversationId };
}
