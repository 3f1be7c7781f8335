import type { IdentityGiven } from '#contract/contacts.ts';
import { findContactAt, saveContact } from '#core/contacts/save-contact.ts';
import { listConversations } from '#core/conversations/list-conversations.ts';
import { sendMessage } from '#outbox/index.ts';
import { later } from '#platform/clock.ts';
import { Refusal } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';
import type { IncomingAction, Trouble } from '../../contract.ts';
import type { IntegrationTools } from '../tools.ts';
import { render, TemplateFault } from './render.ts';
import { claimIncomingCall, finishIncomingCall } from './store.ts';

type Result = Readonly<Record<string, string>>;
type Making = Pick<Scope, 'clock' | 'ids' | 'log' | 'signal'>;

/** After so long without an end its worker counts as dead. */
const actSeconds = 60;

/** What an incoming webhook may do; each action asks for its own as always. */
const permissions: ReadonlySet<string> = new Set([
  'messages.send',
  'conversations.read',
  'contacts.see_all',
  'contacts.read',
  'contacts.change',
]);

/** Does what a call asks for, at most once: what was begun and not finished is shown to people and not tried again. */
export async function actOnCall(tools: IntegrationTools, making: Making, call: { organizationId: string; id: string }): Promise<void> {
  const now = making.clock.now();
  const claimed = await claimIncomingCall(tools.database, call, { now, until: later(now, actSeconds) });
  if (!claimed) return;
  const { organizationId } = call;
  const scope: Scope = {
    ...making,
    organization: { id: organizationId },
    actor: { kind: 'system', id: 'incoming-webhook', permissions },
    db: tools.database.of(organizationId),
    key: tools.masterKey.openOrganizationKey(organizationId, claimed.sealed_key),
  };
  const outcome = claimed.was === 'working' ? { trouble: interrupted } : await attempt(scope, tools, claimed);
  await finishIncomingCall(tools.database, call, {
    result: 'result' in outcome ? JSON.stringify(outcome.result) : null,
    trouble: 'trouble' in outcome ? JSON.stringify(outcome.trouble) : null,
  });
}

async function attempt(
  scope: Scope,
  tools: IntegrationTools,
  { action, body }: { action: IncomingAction; body: unknown },
): Promise<{ result: Result } | { trouble: Trouble }> {
  try {
    return { result: await act(scope, tools, { action, body }) };
  } catch (error) {
    if (error instanceof TemplateFault) return { trouble: templateTrouble(error.message) };
    if (error instanceof Refusal)
      return { trouble: { code: error.code, reason: error.message, advice: 'Mend it, and have it sent again.' } };
    throw error;
  }
}

async function act(scope: Scope, tools: IntegrationTools, { action, body }: { action: IncomingAction; body: unknown }): Promise<Result> {
  if (action.kind === 'keep') return {};
  const identity = await identityIn(action.identity, body);
  if (action.kind === 'contact') {
    const name = action.name === undefined ? undefined : (await render(action.name, body)).replace(/\s+/g, ' ').slice(0, 200) || undefined;
    return { contactId: await saveContact(scope, identity, { name, language: action.language }) };
  }
  const text = await render(action.text, body);
  if (text === '') throw new TemplateFault('The text was empty once it was filled in.');
  const contactId = await findContactAt(scope, identity);
  if (!contactId) throw new Refusal('integrations.unknown_contact', 'Nobody has this address.', { status: 404 });
  const conversationId = await conversationOf(scope, contactId, action.channelId);
  if (!conversationId)
    throw new Refusal('integrations.no_conversation', 'This contact has never written on this channel, so nothing can be sent there.', {
      status: 409,
    });
  const message = await sendMessage(scope, tools.sending, { conversationId, message: { kind: 'text', text } });
  return { contactId, conversationId, messageId: message.id };
}

async function identityIn({ channelType, address }: { channelType: string; address: string }, body: unknown): Promise<IdentityGiven> {
  const rendered = (await render(address, body)).replace(/\s+/g, '');
  const [, kind, value] = /^([a-z_]+):(.+)$/.exec(rendered) ?? [];
  if (kind === undefined || value === undefined)
    throw new TemplateFault('The address must be a kind and a value, such as "phone:254700000001".');
  return { channelType, kind, address: value };
}

/** Records that were joined may have one each: their own first. */
async function conversationOf(scope: Scope, contactId: string, channelId: string): Promise<string | null> {
  const { items } = await listConversations(scope, { limit: 100, contactId });
  const there = items.filter((one) => one.channelId === channelId);
  return (there.find((one) => !one.former) ?? there[0])?.id ?? null;
}

const interrupted: Trouble = {
  code: 'integrations.interrupted',
  reason: 'The program ended while it was at work on this call, and does not know how far it came.',
  advice: 'Look whether it was done; if not, have it sent again under another name.',
};
const templateTrouble = (reason: string): Trouble => ({
  code: 'integrations.template',
  reason,
  advice: 'Change the template of the incoming webhook, or what is sent to it.',
});
