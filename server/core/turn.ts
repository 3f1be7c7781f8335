import type { InboundKind, OutboundContent } from '#contract/messages.ts';
import type { Scope } from '#platform/scope.ts';

/**
 * One decision over all unhandled messages of one contact in one conversation. Whoever decides (a guard, a flow, an
 * assistant) only *says* what shall happen; the effects are buffered and committed together with the trace, once, in one
 * transaction. Nothing is sent and nothing is stored before that, and a turn has no database in hand: deciding does no I/O.
 * What was already decided can be seen in the turn: after `set_language` the contact has that language, after `opt_in` the conversation is not opted out.
 */
export interface Turn extends Omit<Scope, 'db'> {
  readonly id: string;
  readonly contact: TurnContact;
  readonly conversation: TurnConversation;
  readonly channel: TurnChannel;
  /** What the safety gate needs to answer well; there only when it has something to answer. */
  readonly care?: TurnCare;
  /** What a model made of the messages beside the safety rules; absent: none was asked, or it has not answered yet. */
  readonly reading?: TurnReading;
  /** In order of arrival; empty only where a flow goes on by itself. */
  readonly messages: readonly TurnMessage[];
  /** The intents that may be asked for, by name; absent: all. A stage of a flow may allow fewer. */
  readonly tools?: readonly string[];
  /** Says something to the contact. */
  reply(content: OutboundContent): void;
  /** Gives the conversation to people; assistants stay silent until they give it back. */
  handOver(reason: string): void;
  /** Any other change that shall be committed with the turn. */
  apply(effect: Effect): void;
  /** Writes a line of the trace: why this branch. */
  note(entry: TraceEntry): void;
  /**
   * A sentence from the locales in `language` if given, else in the contact's language; falls back to the organization's,
   * then English.
   */
  sentence(key: string, values?: Readonly<Record<string, string | number>>, language?: string): string;
}

export interface TurnCare {
  /** The gate answers by itself here. */
  readonly replies: boolean;
  /** When a person of the organization last wrote here, if that was minutes ago. */
  readonly personWroteAt: Date | null;
  /** Somebody of the organization has been told of the open incident. */
  readonly told: boolean;
  /** Null: we do not know where the contact is. */
  readonly emergency: string | null;
  /** What to show, each a line of text; checked not long ago. */
  readonly lines: readonly { readonly text: string; readonly young: boolean }[];
  readonly minimumAge: number;
}

/** A model's reading of a turn's messages (server/safety/beside/). */
export interface TurnReading {
  /** Null: it was asked, and there is no answer that can be used. */
  readonly severity: string | null;
  readonly categories: readonly string[];
  /** Where what decided stands, in UTF-16 units of all that was said with the message. */
  readonly places: readonly { readonly messageId: string; readonly start: number; readonly end: number }[];
  /** Sure enough, and nobody told it what to say. */
  readonly mayLower: boolean;
  /** Which model. */
  readonly by: string;
}

export interface TurnContact {
  readonly id: string;
  readonly name: string | null;
  /** BCP 47, as told by the contact or an agent; null: not known. */
  readonly language: string | null;
}

export interface TurnConversation {
  readonly id: string;
  /** Who answers: the assistant, or people after a handoff. */
  readonly handler: 'assistant' | 'people';
  /** The contact asked for silence on this channel. */
  readonly optedOut: boolean;
  /** What the router and the assistants remember of this conversation between turns. */
  readonly routing: Routing;
}

export interface SafetyMemory {
  /** When something that needs attention was last found here. It watches for 72 hours from then, whatever is said. */
  readonly found: string;
  /** When everything was last said: what to do, whom to call. */
  readonly block?: string;
  /** What that was about and how severe it was; what is worse, or of another kind, is answered in full again. */
  readonly about?: { readonly [topic in 'self' | 'medical' | 'someone' | 'other']?: 'high' | 'imminent' };
  /** When it last said anything. */
  readonly said?: string;
  /** The language it spoke, where the contact has chosen none. */
  readonly language?: string;
  /** It has asked directly; the next answer may be "yes". What it would mean. */
  readonly asked?: 'high' | 'imminent';
}

/** Small, JSON, versioned by being optional throughout. */
export interface Routing {
  /** A flow waits for an answer; `state` says which run. */
  readonly lock?: { readonly process: string; readonly state?: unknown };
  /** When the contact left a flow by STOP and was asked whether all messages shall stop; the next answer tells. ISO 8601. */
  readonly stopAsked?: string;
  /** A phone that several people use: nothing of this person's is spoken of before their PIN is written; when it last was. ISO 8601. */
  readonly behindPin?: { readonly opened?: string };
  /** How often in a row the assistant asked what was meant. */
  readonly clarified?: number;
  /** When an assistant that rests between answers last gave one. ISO 8601. */
  readonly answeredAt?: string;
  /** Of the safety gate: since when it watches, and what it has said. Times in ISO 8601. */
  readonly safety?: SafetyMemory;
  /** What the assistant of a module remembers of its own answers, never a word of the contact's; small. */
  readonly own?: Readonly<Record<string, unknown>>;
  /** The age they said they are, here or where a module asked for it. Good for whom to show first, and whether a person is to come. */
  readonly age?: number;
  /** When a model's answer last said that it is a program's. ISO 8601. */
  readonly disclosedAt?: string;
  /** The contact has been greeted in this conversation. */
  readonly greeted?: boolean;
  /** The contact was told, since their last text, that only text can be read; not repeated for each picture of a row. */
  readonly toldTextOnly?: boolean;
  /** What a module asked last, for the answer that follows; only the module reads it. When, in ISO 8601. */
  readonly asked?: { readonly by: string; readonly at: string; readonly about?: string | number };
  /** The choices last offered, so that a typed number means the same as a tap. */
  readonly offered?: readonly { readonly id: string; readonly title: string }[];
}

export interface TurnChannel {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly assistant: AssistantSettings;
  /** How many choices can be tapped, from the adapter's abilities. */
  readonly choices: { readonly buttons: number; readonly rows: number };
  /** The longest text of one message, in UTF-16 units, from the adapter's abilities. */
  readonly textLength: number;
  readonly organizationName: string;
  readonly organizationLanguage: string;
  /** The model provider that reads beside the safety rules; null or absent: none. */
  readonly readingProvider?: string | null;
}

/** `kind` names the assistant; the rest is its own and checked by its own schema. */
export interface AssistantSettings {
  readonly kind: string;
  readonly [setting: string]: unknown;
}

export interface TurnMessage {
  readonly id: string;
  readonly position: number;
  readonly kind: InboundKind;
  readonly text: string | null;
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly at: Date;
  /** Arrived more than 24 h after it was written: stored and shown, but left to people. */
  readonly late: boolean;
  /** The message it quotes, as the provider names it. */
  readonly quotes?: string | null;
}

export type Effect =
  | { readonly kind: 'reply'; readonly content: OutboundContent }
  | { readonly kind: 'hand_over'; readonly reason: string }
  | { readonly kind: 'set_language'; readonly language: string }
  | { readonly kind: 'opt_out'; readonly messageId: string; readonly word: string }
  | { readonly kind: 'opt_in'; readonly messageId: string; readonly word: string }
  | { readonly kind: 'set_routing'; readonly routing: Routing }
  /** Something the safety gate found in words that came after the message: heard, seen, or about to be said to it. */
  | { readonly kind: 'add_finding'; readonly messageId: string; readonly finding: TurnFinding }
  /** Adds to what a message of the turn holds, beside what its channel said: the transcript of a voice note. */
  | { readonly kind: 'add_content'; readonly messageId: string; readonly content: Readonly<Record<string, unknown>> }
  /** Moves the conversation to a named stage; null: to none. */
  | { readonly kind: 'set_stage'; readonly stage: string | null }
  /** A row that a module keeps with this turn, by the name of its keeper (core/keeper.ts). */
  | { readonly kind: 'keep'; readonly by: string; readonly row: Readonly<Record<string, unknown>> }
  /** Ends every run that waits for the contact here, or comes after such a one, without any of them being read. */
  | { readonly kind: 'leave_flows'; readonly outcome: string }
  /** Keeps where a run of a flow is, and the way it went since. */
  | { readonly kind: 'keep_run'; readonly run: KeptRun; readonly steps: readonly KeptStep[] };

/** A run of a flow as it is stored. Its state holds answers, and is sealed. */
export interface KeptRun {
  readonly id: string;
  readonly flow_id: string;
  readonly version_id: string;
  readonly state: 'waiting' | 'suspended' | 'ended' | 'cancelled';
  readonly waits_for: 'answer' | 'assistant' | 'time' | 'event' | null;
  /** The event it waits for. */
  readonly waits_event: string | null;
  /** What begun it by itself, where that was told in `flow_starts`. */
  readonly start_id: string | null;
  readonly node: string;
  readonly outcome: string | null;
  readonly started_by: string;
  readonly sealed_state: string;
  readonly due_at: string | null;
}

export interface KeptStep {
  readonly id: string;
  readonly version_id: string;
  readonly flow: string;
  readonly node: string;
  readonly kind: string;
  readonly exit: string;
}

/** A finding of the safety gate, as it is stored (server/safety/read-message.ts). */
export interface TurnFinding {
  readonly source: string;
  readonly severity: string;
  readonly categories: readonly string[];
  readonly hard: boolean;
  readonly evidence: readonly { readonly start: number; readonly end: number; readonly rule: string }[];
  readonly reason: string;
  readonly rules: string;
  /** Of a model that reads beside the rules: an incident that rests on this message alone is less grave than they said. */
  readonly lowers?: true;
}

/**
 * One line of a trace, in the order things were decided. `step` is where ("guard.stop", "assistant.offline"), `outcome`
 * what was decided, `reason` a sentence for a person. `evidence` may hold words of the contact: it is stored encrypted and
 * for 30 days only, the rest is kept 400 days.
 */
export interface TraceEntry {
  readonly step: string;
  readonly outcome: string;
  readonly reason: string;
  readonly numbers?: Readonly<Record<string, number>>;
  readonly evidence?: Readonly<Record<string, unknown>>;
}
