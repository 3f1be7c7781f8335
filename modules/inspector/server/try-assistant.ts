import type { Routing, TurnChannel, TurnMessage } from '#core/turn.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { channelFacts } from '#router/index.ts';
import type { Tried, TryRequest } from '../contract.ts';
import { checked } from './replay.ts';
import { readOrganization } from './store.ts';
import { toDecided } from './to-decided.ts';
import type { InspectorTools } from './tools.ts';

/** What an assistant with these settings would answer. Nothing is stored: not the settings, not what was written. */
export async function tryAssistant(scope: Scope, tools: InspectorTools, request: TryRequest): Promise<Tried> {
  requirePermission(scope, 'assistants.try');
  const assistant = checked(tools, request.assistant);
  const facts = await channelFor(scope, tools, request.channelId);
  // What the contact wrote since the last answer is one turn, as it would be on a channel.
  const begins = request.messages.findLastIndex((message) => message.from === 'assistant') + 1;
  const said = request.messages.slice(0, begins);
  const rehearsed = await tools.rehearse(scope, {
    facts: {
      id: scope.ids.next(),
      contact: { id: scope.ids.next(), name: null, language: request.language ?? null },
      conversation: { id: scope.ids.next(), handler: 'assistant', optedOut: false, routing: memoryOf(request.memory) },
      messages: request.messages.slice(begins).map(({ text }, index) => toMessage(scope, text, begins + index + 1)),
      channel: { ...facts, assistant: assistant ?? facts.assistant },
    },
    past: said.map(({ from, text }) => ({ direction: from === 'contact' ? 'in' : 'out', kind: 'text', text, content: null })),
    askModel: request.askModel,
  });
  const memory = rehearsed.routing as Record<string, unknown>;
  return { ...toDecided({ actor: { ...scope.actor, permissions: everythingTried } }, rehearsed), memory, model: rehearsed.model };
}

/** The words here are the asker's own. */
const everythingTried: ReadonlySet<string> = new Set(['turns.read_evidence', 'conversations.read']);

/** It came from us and comes back from a page: what is not of its form would make a rule stumble, so it is left out. */
function memoryOf(given: TryRequest['memory']): Routing {
  const { clarified, greeted, toldTextOnly, offered } = given ?? {};
  const choices = Array.isArray(offered) ? offered.filter((one) => typeof one?.id === 'string' && typeof one?.title === 'string') : [];
  return {
    ...(typeof clarified === 'number' ? { clarified } : {}),
    ...(greeted === true ? { greeted } : {}),
    ...(toldTextOnly === true ? { toldTextOnly } : {}),
    ...(choices.length > 0 ? { offered: choices.slice(0, 20) } : {}),
  };
}

function toMessage({ ids, clock }: Scope, text: string, position: number): TurnMessage {
  return { id: ids.next(), position, kind: 'text', text, content: null, at: clock.now(), late: false };
}

async function channelFor(scope: Scope, { channels }: InspectorTools, id: string | undefined): Promise<TurnChannel> {
  if (id !== undefined) {
    const channel = await channels.channel(scope.organization.id, id);
    if (!channel) throw badField('channelId', 'must be the id of a channel');
    return channelFacts(channel, channels.adapters.get(channel.type)?.abilities);
  }
  const { name, language } = await readOrganization(scope.db, scope.organization.id);
  const abilities = channels.adapters.get('simulator')?.abilities;
  return {
    id: scope.ids.next(),
    type: 'simulator',
    name: 'Trial',
    assistant: { kind: 'offline' },
    choices: { buttons: abilities?.buttons?.count ?? 0, rows: abilities?.list?.rows ?? 0 },
    textLength: abilities?.textLength ?? 4096,
    organizationName: name,
    organizationLanguage: language,
  };
}
