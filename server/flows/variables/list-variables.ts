import type { FlowVariable } from '#contract/flow-state.ts';
import { visibleContact } from '#core/contacts/get-contact.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import type { VariableScope } from '#core/variables.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { channelFacts } from '#router/index.ts';
import { lookUp } from '../engine/index.ts';
import type { FlowTools } from '../tools.ts';
import { readValues } from './values.ts';

/** Everything texts and conditions may name; with a conversation, as it is there now. */
export async function listVariables(
  scope: Scope,
  tools: FlowTools,
  { conversationId }: { conversationId?: string | undefined },
): Promise<{ items: FlowVariable[] }> {
  requirePermission(scope, 'flows.read');
  const about = conversationId === undefined ? null : await aboutConversation(scope, tools, conversationId);
  const { providers } = tools.parts();
  const declared = providers.flatMap(({ variables }) => variables);
  const open = await Promise.all(
    providers.map(async (one) => (await one.open?.list({ db: scope.db, organization: scope.organization })) ?? []),
  );
  const all = [...declared, ...open.flat()];
  const read =
    about &&
    (await readValues(
      providers,
      { ...about, log: scope.log },
      all.map(({ name }) => name),
    ));
  return {
    items: all.map(({ name, type, summary, always, example }) => ({
      name,
      type,
      summary,
      always: always === true,
      value: read ? (lookUp(read.values, name) ?? null) : example,
    })),
  };
}

export async function aboutConversation(scope: Scope, tools: FlowTools, id: string): Promise<VariableScope> {
  requirePermission(scope, 'conversations.read');
  const row = await visibleConversation(scope, id);
  const contact = await visibleContact(scope, row.contact_id, 'conversation');
  const channel = await tools.directory.byId(scope.organization.id, row.channel_id);
  if (!channel) throw notFound('conversation');
  const { db, organization, clock } = scope;
  return {
    db,
    organization,
    clock,
    conversationId: id,
    contact: { id: contact.id, name: contact.name ?? contact.profile_name, language: contact.language },
    channel: channelFacts(channel, tools.adapters.get(channel.type)?.abilities),
  };
}
