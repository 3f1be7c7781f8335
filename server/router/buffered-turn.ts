import type { OutboundContent } from '#contract/messages.ts';
import { fitToChannel } from '#core/dialogue/fit.ts';
import type { Effect, TraceEntry, Turn, TurnChannel, TurnContact, TurnConversation, TurnMessage } from '#core/turn.ts';
import type { Say } from '#platform/i18n.ts';
import type { Scope } from '#platform/scope.ts';

/** What is known when a turn starts, as plain data. */
export interface TurnFacts {
  readonly id: string;
  readonly contact: TurnContact;
  readonly conversation: TurnConversation;
  readonly channel: TurnChannel;
  readonly messages: readonly TurnMessage[];
}

/** A turn that keeps what was decided until somebody commits it. */
export interface BufferedTurn extends Turn {
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceEntry[];
  /** When each line of the trace was written, in milliseconds after the turn began. */
  readonly times: readonly number[];
  /** What it began with. */
  readonly begun: TurnFacts;
  /** Remembers how things stand; what it returns takes back everything that was decided and noted since. */
  mark(): () => void;
}

/**
 * The one implementation of `Turn`, for the turn runner and for tests: facts in, effects and trace out, no I/O between.
 * What was decided can be seen at once: after a START the conversation is no longer opted out for the question that follows
 * it, and after "kiswahili" that question is answered in Swahili.
 */
export function bufferTurn(scope: Omit<Scope, 'db'>, facts: TurnFacts, say: Say, elapsedMs: () => number = () => 0): BufferedTurn {
  const effects: Effect[] = [];
  const trace: TraceEntry[] = [];
  const times: number[] = [];
  let { contact, conversation } = facts;

  const sentence: Turn['sentence'] = (key, values, language) =>
    say(key, [language, contact.language, facts.channel.organizationLanguage], values);

  /** Said as far as this channel can say it; what became numbers to type is remembered, so that a number means what a tap would. */
  function reply(content: OutboundContent): void {
    const { said, offered } = fitToChannel({ channel: facts.channel, sentence }, content);
    effects.push(...said.map((part) => ({ kind: 'reply' as const, content: part })));
    if (offered !== null) apply({ kind: 'set_routing', routing: { ...conversation.routing, offered } });
  }

  function apply(effect: Effect): void {
    if (effect.kind === 'reply') reply(effect.content);
    else effects.push(effect);
    if (effect.kind === 'set_language') contact = { ...contact, language: effect.language };
    conversation = after(conversation, effect);
  }

  return {
    ...scope,
    id: facts.id,
    channel: facts.channel,
    messages: facts.messages,
    effects,
    trace,
    times,
    begun: facts,
    get contact() {
      return contact;
    },
    get conversation() {
      return conversation;
    },
    mark() {
      const before = { contact, conversation, effects: effects.length, lines: trace.length };
      return () => {
        ({ contact, conversation } = before);
        effects.length = before.effects;
        trace.length = before.lines;
        times.length = before.lines;
      };
    },
    apply,
    reply,
    handOver: (reason) => apply({ kind: 'hand_over', reason }),
    note(entry) {
      trace.push(entry);
      times.push(elapsedMs());
    },
    sentence,
  };
}

function after(conversation: TurnConversation, effect: Effect): TurnConversation {
  switch (effect.kind) {
    case 'hand_over':
      return { ...conversation, handler: 'people' };
    case 'opt_out':
      return { ...conversation, optedOut: true };
    case 'opt_in':
      return { ...conversation, optedOut: false };
    case 'set_routing':
      return { ...conversation, routing: effect.routing };
    default:
      return conversation;
  }
}
