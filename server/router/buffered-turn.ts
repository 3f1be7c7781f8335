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
}

/**
 * The one implementation of `Turn`, for the turn runner and for tests: facts in, effects and trace out, no I/O between.
 * What was decided can be seen at once: after a START the conversation is no longer opted out for the question that follows
 * it, and after "kiswahili" that question is answered in Swahili.
 */
export function bufferTurn(scope: Omit<Scope, 'db'>, facts: TurnFacts, say: Say): BufferedTurn {
  const effects: Effect[] = [];
  const trace: TraceEntry[] = [];
  let { contact, conversation } = facts;

  function apply(effect: Effect): void {
    effects.push(effect);
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
    get contact() {
      return contact;
    },
    get conversation() {
      return conversation;
    },
    apply,
    reply: (content) => apply({ kind: 'reply', content }),
    handOver: (reason) => apply({ kind: 'hand_over', reason }),
    note: (entry) => void trace.push(entry),
    sentence: (key, values, language) => say(key, [language, contact.language, facts.channel.organizationLanguage], values),
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
    case 'reply':
    case 'set_language':
    case 'add_content':
      return conversation;
  }
}
