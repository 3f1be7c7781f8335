import type { z } from 'zod';
import type { TemplateText } from '#contract/channels.ts';
import type { InboundKind, OutboundContent, SendTrouble } from '#contract/messages.ts';
import type { TemplateChange, TemplateDraft } from '#contract/template-draft.ts';
import type { HttpRequest, HttpResponse, HttpStream } from '#platform/http/client.ts';

/**
 * The contract between the rooms and a channel's adapter. An adapter translates and classifies; it never decides,
 * retries, stores or waits. Inbox and outbox decide. One folder an adapter, one object, `defineChannel` at the end.
 */
export interface ChannelAdapter<Settings = unknown, Secrets = unknown> {
  /** Word used in the database, the API and the webhook address: "whatsapp". */
  readonly type: string;
  /** What a person configures and may see again. */
  readonly settings: z.ZodType<Settings>;
  /** What a person configures and never sees again; stored encrypted. */
  readonly secrets: z.ZodType<Secrets>;
  /**
   * Secrets that prove who sends to us. When one is changed its predecessor stays good for a day, in `previous` of the secrets:
   * a provider changes over when it likes, and what was on its way was signed with the old one.
   */
  readonly rotating?: readonly (keyof Secrets & string)[];
  readonly abilities: Abilities;
  /** The addresses under which webhooks and handshakes find this channel. */
  directoryKeys(settings: Settings, secrets: Secrets): DirectoryKey[];
  readonly webhook?: Webhook<Settings, Secrets>;
  /** Refuses what the provider would refuse: throws `ChannelError('never')` that names the field and the limit. Pure. */
  check(content: OutboundContent): void;
  /**
   * Hands one message to the provider. Resolves with the provider's id for it; throws `ChannelError` for every refusal
   * or fault, with the provider's answer classified. Any other error is a bug of the adapter.
   */
  send(message: OutboundMessage, account: Account<Settings, Secrets>, io: ChannelIo): Promise<{ providerId: string }>;
  /** For providers that may take what we say in the answer to their own request (`Reception.waits`). */
  readonly inline?: Inline<Settings, Secrets>;
  /** How large the files of contacts may be, in bytes; as those that may be sent, unless said. */
  readonly receives?: Readonly<Record<FileUse, number>>;
  /** Opens a file that a contact sent. Throws `ChannelError`: `never` is the end of it (`gone`: the provider forgot it), all else another try. */
  fetchFile?(file: AwaitedFile, account: Account<Settings, Secrets>, io: ChannelIo): Promise<FetchedFile>;
  /** Hands a file over before the message that names it; the id can be used for 29 days. Throws `ChannelError`; doing it twice is harmless. */
  uploadFile?(file: FileToSend, account: Account<Settings, Secrets>, io: ChannelIo): Promise<{ providerId: string }>;
  /** Tells the provider that a message was read, and that an answer is being written. Best effort. */
  acknowledge?(read: { providerId: string; typing: boolean }, account: Account<Settings, Secrets>, io: ChannelIo): Promise<void>;
  /** It can carry alerts to people who have not written here; left out: it cannot. */
  readonly alerts?: AlertCarrier;
  /** Asks the provider about the account behind the channel, step by step. Changes nothing and never throws for what it finds. */
  examine?(account: Account<Settings, Secrets>, io: ChannelIo, here: { webhookUrl: string }): Promise<Findings>;
  /** Every message template the provider has for the account. Throws `ChannelError`. */
  listTemplates?(account: Account<Settings, Secrets>, io: ChannelIo): Promise<readonly TemplateNews[]>;
  /** Has the provider make, change and delete templates; it decides about them later, by webhook. */
  readonly templates?: {
    create(account: Account<Settings, Secrets>, io: ChannelIo, draft: TemplateDraft): Promise<TemplateNews>;
    change(
      account: Account<Settings, Secrets>,
      io: ChannelIo,
      change: { readonly name: string; readonly language: string; readonly providerId: string; readonly draft: TemplateChange },
    ): Promise<TemplateNews>;
    remove(
      account: Account<Settings, Secrets>,
      io: ChannelIo,
      which: { readonly name: string; readonly providerId: string | null },
    ): Promise<void>;
  };
}

/**
 * What a channel says by this of itself: it reaches any phone, whether or not somebody wrote from there, and its statuses name the message
 * by our id (`ReceivedStatus.messageId`), up to "delivered".
 */
export interface AlertCarrier {
  /** `text`: words as they are; `template`: only what the provider approved. */
  readonly form: 'text' | 'template';
  /** What `send` needs to reach a phone, given in digits with the code of the country. */
  recipient(phone: string): Readonly<Record<string, string>>;
}

/** What is said, as the answer to a provider's own request. Pure. */
export interface Inline<Settings = unknown, Secrets = unknown> {
  /** One message as it stands in the answer. Throws `ChannelError` for what `send` would refuse. */
  compose(message: OutboundMessage, account: Account<Settings, Secrets>): unknown;
  answer(said: Said, to: { account: Account<Settings, Secrets>; request: RawWebhook }): { headers: Record<string, string>; body: string };
}

export interface Said {
  /** Composed, in order. */
  readonly messages: readonly unknown[];
  /** Nothing more will be said to this request. False: it is not known yet, or comes by `send`. */
  readonly done: boolean;
}

/** One question about a connection and its answer, in plain words. */
export interface CheckStep {
  /** "token", "permissions" … */
  readonly step: string;
  /** `unknown`: it could not be found out, and why. */
  readonly state: 'ok' | 'wrong' | 'unknown';
  /** What was found, as a word for programs; it has its sentences in web/locales/{en,ur,sw}/troubles.json. */
  readonly code: string;
  /** What its sentences are filled with. With `code` among them, that of a trouble, its reason and advice are said in their language too. */
  readonly values: Readonly<Record<string, string>>;
  readonly text: string;
  /** What to do; null: nothing. */
  readonly advice: string | null;
}

export interface Findings {
  readonly steps: readonly CheckStep[];
  readonly facts: AccountFacts;
  /** The provider refuses the account as a whole: why, and what to do. */
  readonly trouble: SendTrouble | null;
}

/** What a provider says of an account. What is not known is left out; null: it was, and is not so any more. */
export interface AccountFacts {
  /** How people rate the number: "green", "yellow", "red", "unknown". */
  readonly quality?: string | null;
  /** To how many people a day conversations may be begun, in the provider's words: "TIER_2K". */
  readonly tier?: string | null;
  readonly displayName?: string | null;
  readonly nameStatus?: string | null;
  readonly numberStatus?: string | null;
  /** When the access token ends; null: never. */
  readonly tokenEndsAt?: string | null;
  /** What the provider forbids for now. */
  readonly restriction?: { readonly reason: string; readonly since: string | null; readonly until: string | null } | null;
}

/** News of an account that came by webhook. */
export interface AccountNews {
  readonly facts?: AccountFacts;
  readonly templates?: readonly TemplateNews[];
  /** The account cannot send until this is mended: the channel pauses. */
  readonly stops?: SendTrouble;
  /** What stopped it is over, as far as the provider did it. */
  readonly released?: true;
  /** Worth a person's look, while everything goes on. */
  readonly warns?: { readonly reason: string; readonly advice: string };
  /** What a warning is about: a newer one about the same takes its place. */
  readonly topic?: string;
  /** The warning about this topic is over. */
  readonly calms?: true;
}

export interface TemplateNews {
  readonly name: string;
  readonly language: string;
  readonly providerId?: string;
  readonly status?: string;
  readonly category?: string;
  /** The one it was in before, when the provider put it into another. */
  readonly previousCategory?: string;
  readonly quality?: string;
  readonly reason?: string;
  /** As somebody wrote it here, with its examples. */
  readonly draft?: TemplateChange;
  /** Its words; left out: not told this time. */
  readonly text?: TemplateText;
}

/** A configured connection with its secrets opened, as an adapter sees it. */
export interface Account<Settings = unknown, Secrets = unknown> {
  readonly organizationId: string;
  readonly channelId: string;
  readonly settings: Settings;
  readonly secrets: Secrets;
}

/**
 * A key in the directory that leads to a channel before the tenant is known. `unique` keys belong to one channel in the
 * whole installation (a phone number); shared ones may lead to several (a verify token, a business account).
 */
export interface DirectoryKey {
  readonly kind: string;
  readonly value: string;
  readonly unique: boolean;
}

/** What an adapter may use to reach the world; the HTTP client refuses to work inside a transaction. */
export interface ChannelIo {
  /** Resolves with any whole answer. Throws `HttpFault` when none came; its `reached` tells whether the request may have arrived. */
  fetch(request: HttpRequest): Promise<HttpResponse>;
  /**
   * As `fetch`, for an answer that is too large to be held: `body` is read as it comes, or discarded. `publicOnly`: never on a private
   * network, whatever the channel itself may reach; for addresses that came over the wire.
   */
  open(request: HttpRequest, options?: { readonly publicOnly?: boolean }): Promise<HttpStream>;
  readonly signal: AbortSignal;
}

/** The signature, the handshake and the reading of one provider's webhooks. Pure: no I/O, no clock. */
export interface Webhook<Settings, Secrets> {
  /** Which directory key a handshake request must lead to, and what to answer when it does. Null: not a handshake. */
  handshake(query: Readonly<Record<string, string | undefined>>): { key: { kind: string; value: string }; answer: string } | null;
  /**
   * Splits a request into parts that each belong to one channel. Nothing in a part may be trusted before `proven` said
   * yes for the very account it is read for. Never throws.
   */
  open(request: RawWebhook): OpenedWebhook<Settings, Secrets>;
}
export interface RawWebhook {
  readonly body: Buffer;
  /** One that came twice is joined by commas, so that it proves nothing. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}
export interface OpenedWebhook<Settings = unknown, Secrets = unknown> {
  readonly parts: Iterable<WebhookPart<Settings, Secrets>>;
  /** Why the body as a whole cannot be read; then the parts are the channels it names all the same, and read as that notice. */
  readonly fault: string | null;
}
export interface WebhookPart<Settings = unknown, Secrets = unknown> {
  /** The directory key of the channel it claims to be for. */
  readonly key: { kind: string; value: string };
  /** Which of the account's own secrets proves the sender; null: none. Constant time. */
  proven(account: Account<Settings, Secrets>): Proof | null;
  /** Translates the part. Never throws: what cannot be read becomes a notice with its reason. */
  read(account: Account<Settings, Secrets>): Reception;
  /** Where the part goes when no channel has its key: to whoever may prove the sender as well, as news for a person. */
  readonly otherwise?: { readonly key: { kind: string; value: string }; read(account: Account<Settings, Secrets>): Reception };
}

/** The secret in use, or the one before it (`ChannelAdapter.rotating`). */
export type Proof = 'current' | 'previous';

/** What a webhook said, in our own terms. */
export interface Reception {
  readonly messages: readonly ReceivedMessage[];
  readonly statuses: readonly ReceivedStatus[];
  /** What the organization itself wrote in the provider's own app: "sender" is then the contact it was written to. */
  readonly echoes?: readonly ReceivedMessage[];
  readonly notices: readonly Notice[];
  /** The provider waits so long for what is said to these messages, and takes it in the answer to this request. */
  readonly waits?: { readonly seconds: number };
}

export interface ReceivedMessage {
  /** The provider's id, unique within the channel; the key of de-duplication. */
  readonly providerId: string;
  /** When it was written; null: the provider does not say it readably, and its arrival counts. */
  readonly at: Date | null;
  readonly sender: Sender;
  readonly kind: InboundKind;
  /** What the person wrote or tapped, if there are words in it. */
  readonly text?: string;
  /** The rest in our own terms (the tapped id, coordinates, media reference …). JSON. */
  readonly content?: Readonly<Record<string, unknown>>;
  /** The provider's own form, when ours says less. JSON. */
  readonly raw?: unknown;
  /** The provider's id of the message this one answers, reacts to, edits or deletes. */
  readonly quotes?: string;
  /** The contact left one address for another, and the first may become somebody else's. */
  readonly moved?: { readonly from: string; readonly to: string };
}

/** Where a message's file is, as `content.media` holds it until it is fetched. */
export interface AwaitedFile {
  readonly state: 'waiting';
  readonly providerId: string;
  readonly mediaType?: string;
  /** SHA-256, base64. */
  readonly sha256?: string;
}

export interface FetchedFile {
  /** Ends with an error when the file is cut short. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What the provider says it is. */
  readonly mediaType: string;
}

export interface FileToSend {
  readonly id: string;
  readonly mediaType: string;
  readonly size: number;
  bytes(): AsyncIterable<Uint8Array>;
}

/** Who wrote. A contact is a set of addresses; a WhatsApp user may have no phone number. */
export interface Sender {
  /** "kind:value", at least one, the most lasting first: "bsuid:US.1349…", "phone:16505551234". */
  readonly addresses: readonly string[];
  /** What the provider calls them. */
  readonly name?: string;
  /** What `send` needs to reach them, in the adapter's own terms. JSON. */
  readonly recipient: Readonly<Record<string, string>>;
}

export interface ReceivedStatus {
  readonly providerId: string;
  /** Our message id, when the provider gives back what we sent along. */
  readonly messageId?: string;
  readonly status: 'sent' | 'delivered' | 'read' | 'failed';
  readonly at: Date;
  /** With `failed`: why, and what the outbox should do about it; never `unknown`, for a status is certain. */
  readonly trouble?: SendTrouble;
  readonly outcome?: SendOutcome;
}

/** Something a person should be able to see in the channel's log: unreadable, unsupported, or account news. */
export interface Notice {
  readonly kind: 'unreadable' | 'not_answered' | 'account' | 'provider_error';
  readonly reason: string;
  /** The provider's own form, cut to 8 KiB by the inbox. */
  readonly raw?: unknown;
  /** With `account`: what follows from it. */
  readonly news?: AccountNews;
}

export interface OutboundMessage {
  /** Our id; travels with the message so that the provider's statuses can be matched after a crash. */
  readonly id: string;
  readonly recipient: Readonly<Record<string, string>>;
  readonly content: OutboundContent;
  /** The provider's id of the message to quote, or to react to. */
  readonly quotes?: string;
  /** The provider's ids of the files the content names by ours; see `uploadFile`. */
  readonly uploaded?: Readonly<Record<string, string>>;
}

/** What a channel can do. Drives the composer, the router's choices and the outbox's checks. */
export interface Abilities {
  /** Hours after the contact's last message in which free text may be sent; null: always. */
  readonly windowHours: number | null;
  readonly textLength: number;
  /** `textLength`: of the question above them. */
  readonly buttons: { readonly count: number; readonly titleLength: number; readonly textLength: number } | null;
  readonly list: {
    readonly rows: number;
    readonly titleLength: number;
    readonly descriptionLength: number;
    readonly textLength: number;
  } | null;
  /** Which files may be sent as what; null: none. */
  readonly files: Readonly<Record<FileUse, FileLimit>> | null;
  readonly marksRead: boolean;
  readonly typing: boolean;
  /** Default pace: messages a second for the whole channel, and for one contact. */
  readonly limits: ChannelLimits;
}
export type FileUse = 'image' | 'audio' | 'video' | 'document' | 'sticker';
export interface FileLimit {
  readonly bytes: number;
  /** Media types; null: any. */
  readonly types: readonly string[] | null;
}
export interface ChannelLimits {
  readonly perSecond: number;
  readonly pair: { readonly burst: number; readonly everySeconds: number };
}

/**
 * What the outbox should do about a message that did not go out:
 * - `later`: try again with backoff (the provider is in trouble; the message is fine)
 * - `paced`: the provider said to slow down; `afterSeconds` when it said how long; `scope` whom it concerns
 * - `never`: this message will not go, whatever is tried
 * - `window`: the window for free text is closed; needs a template
 * - `account`: the channel cannot send at all until a person mends it (token dead, blocked)
 * - `unknown`: the request may have arrived; only a status can tell
 */
export type SendOutcome = 'later' | 'paced' | 'never' | 'window' | 'account' | 'unknown';

export class ChannelError extends Error {
  readonly outcome: SendOutcome;
  readonly trouble: SendTrouble;
  readonly afterSeconds: number | undefined;
  readonly scope: 'contact' | 'channel';
  /** Of the message: what `check` refuses ("buttons[2].title"). */
  readonly field: string | undefined;
  /** Of a file: the provider does not have it any more. */
  readonly gone: boolean;

  constructor(
    outcome: SendOutcome,
    trouble: SendTrouble,
    options: { afterSeconds?: number; scope?: 'contact' | 'channel'; field?: string; gone?: boolean; cause?: unknown } = {},
  ) {
    super(trouble.reason, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ChannelError';
    this.outcome = outcome;
    this.trouble = trouble;
    this.afterSeconds = options.afterSeconds;
    this.scope = options.scope ?? 'contact';
    this.field = options.field;
    this.gone = options.gone ?? false;
  }
}

/** Another try may help, and nobody needs to do anything. */
export function tryLater(code: string, reason: string, cause?: unknown): ChannelError {
  return new ChannelError('later', { code, reason, advice: 'Nothing to do: it is tried again by itself.' }, { cause });
}

/** The bytes of a file; what breaks on the way is told in the adapter's terms. */
export async function* bytesOf(body: AsyncIterable<Uint8Array>, told: (error: unknown) => unknown): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw told(error);
  }
}

/** Keeps the adapter's own types inside and shows the rooms the one shape they know. */
export function defineChannel<Settings, Secrets>(adapter: ChannelAdapter<Settings, Secrets>): ChannelAdapter {
  return adapter as ChannelAdapter;
}
