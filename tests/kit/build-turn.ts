import { assistantSentences, createAssistants } from '#assistants/index.ts';
import type { InboundKind, OutboundContent } from '#contract/messages.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import { dialogueSentences } from '#core/dialogue/locales/index.ts';
import type { AssistantSettings, Routing, TurnMessage } from '#core/turn.ts';
import { type Catalogue, createSay, languages } from '#platform/i18n.ts';
import type { Scope } from '#platform/scope.ts';
import { type Brain, type BufferedTurn, bufferTurn, flowProcess, routerSentences, type TurnFlows } from '#router/index.ts';
import { createGate, safetySentences } from '#safety/index.ts';

/** A turn for tests, as little of it as matters: everything else is an English WhatsApp conversation with the echo assistant. */
export interface TurnForTests {
  readonly language?: string | null;
  readonly organizationLanguage?: string;
  readonly channel?: string;
  readonly choices?: { readonly buttons: number; readonly rows: number };
  readonly textLength?: number;
  readonly assistant?: AssistantSettings;
  readonly handler?: 'assistant' | 'people';
  readonly optedOut?: boolean;
  readonly routing?: Routing;
  readonly messages: readonly (string | MessageForTests)[];
}
export interface MessageForTests {
  readonly kind?: InboundKind;
  readonly text?: string | null;
  /** The id of the button or row that was tapped. */
  readonly tapped?: string;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly late?: boolean;
}

/** Sentences that only tests use, where a module's title is needed. */
const testSentences = Object.fromEntries(
  languages.map((language) => [language, { 'test.ticket_button': language === 'sw' ? 'Nunua tiketi' : 'Buy a ticket' }]),
) as unknown as Catalogue;
const say = createSay([dialogueSentences, routerSentences, safetySentences, assistantSentences, testSentences]);

/** The real turn over plain data. Touching the database, a key or the clock is a mistake of the code under test, and throws. */
export function buildTurn(given: TurnForTests, scope: Omit<Scope, 'db'> = pureScope): BufferedTurn {
  const facts = {
    id: '00000000-0000-7000-8000-000000000001',
    contact: { id: '00000000-0000-7000-8000-000000000002', name: 'Ana', language: given.language === undefined ? 'en' : given.language },
    conversation: {
      id: '00000000-0000-7000-8000-000000000003',
      handler: given.handler ?? 'assistant',
      optedOut: given.optedOut ?? false,
      routing: given.routing ?? {},
    },
    channel: {
      id: 'channel',
      type: given.channel ?? 'whatsapp',
      name: 'Test',
      assistant: given.assistant ?? { kind: 'echo' },
      choices: given.choices ?? { buttons: 3, rows: 10 },
      textLength: given.textLength ?? 4_096,
      organizationName: 'Mtaa Clinic',
      organizationLanguage: given.organizationLanguage ?? 'en',
    },
    messages: given.messages.map(messageOf),
  };
  return bufferTurn(scope, facts, say);
}

function messageOf(given: string | MessageForTests, index: number): TurnMessage {
  const message = typeof given === 'string' ? { text: given } : given;
  return {
    id: `message-${index + 1}`,
    position: index + 1,
    kind: message.kind ?? (message.tapped === undefined ? 'text' : 'choice'),
    text: message.text ?? null,
    content: message.content ?? (message.tapped === undefined ? null : { id: message.tapped }),
    at: new Date('2030-01-01T12:00:00Z'),
    late: message.late ?? false,
  };
}

function forbidden(what: string): never {
  return new Proxy(
    {},
    {
      get: () => {
        throw new Error(`Deciding a turn must not touch ${what}.`);
      },
    },
  ) as never;
}
const pureScope: Omit<Scope, 'db'> = {
  organization: { id: 'organization' },
  actor: { kind: 'system', id: 'router', permissions: new Set() },
  key: forbidden('keys'),
  clock: forbidden('the clock'),
  ids: forbidden('identifiers'),
  log: forbidden('the log'),
  signal: new AbortController().signal,
};

/** A module's intent that only says that it was called. */
export const buyTicket: Intent = {
  name: 'test.buy-ticket',
  title: 'test.ticket_button',
  keywords: { en: ['ticket', 'tickets'], sw: ['tiketi'] },
  handle: async (turn) => turn.reply({ kind: 'text', text: `A ticket for: ${turn.messages.map((message) => message.text).join(', ')}` }),
};

/** A flow that waits where a conversation is locked for it, unless its run is gone; it takes one answer and lets go. */
export const survey: TurnFlows = {
  meantBy: () => null,
  inPlaceOf: () => null,
  obey: async () => undefined,
  isWaiting: ({ conversation: { routing } }) => routing.lock?.process === flowProcess && routing.lock.state !== 'gone',
  again: async () => undefined,
  async answer(turn) {
    turn.reply({ kind: 'text', text: `Answer taken: ${turn.messages.map((message) => message.text).join(', ')}` });
    turn.apply({ kind: 'set_routing', routing: { ...turn.conversation.routing, lock: undefined } });
  },
};

const gate = createGate();

/** A brain with the real assistants and safety rules, and one intent. */
export function testBrain(own: Partial<Brain> = {}): Brain {
  const intents = own.intents ?? [buyTicket];
  const made = own.made ?? [];
  return { gate, intents, made, assistants: createAssistants(intents, undefined, made), reading: () => forbidden('the database'), ...own };
}

/** What a message of ours says in words; "": none. */
export function wordsOf(content: OutboundContent): string {
  return ('text' in content ? content.text : undefined) ?? '';
}
