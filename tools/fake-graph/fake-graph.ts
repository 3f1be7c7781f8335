import { type FakeAccount, newAccount } from './account.ts';
import { changeBody, type FakeNumber, messageValue, type Person, statusItem } from './bodies.ts';
import type { Fields } from './check-fields.ts';
import { digits } from './check-send.ts';
import { type Fault, FaultPlan, type FaultRates, seededRandom } from './faults.ts';
import { GraphError, titleOf } from './graph-error.ts';
import { type Duplicate, Ledger, type SentMessage } from './ledger.ts';
import { MediaStore } from './media.ts';
import type { Plan } from './options.ts';
import { StatusQueue } from './status-queue.ts';
import { Watchers } from './watchers.ts';
import { WebhookSender } from './webhook-sender.ts';

/** Somebody writes to one of our numbers. `id` and `at` (milliseconds) are made when left out. */
export interface Inbound extends Person {
  readonly id?: string;
  readonly at?: number;
  /** The phone number id written to; the first number when left out. */
  readonly phoneNumberId?: string;
}

/**
 * Meta's side of one installation: numbers, what was sent from them, and webhooks back. `server.ts` gives it its HTTP
 * address; a test holds it as an object and asks it what happened.
 */
export class FakeGraph {
  /** `http://127.0.0.1:<port>`, to be used as the channel's `graphUrl`. */
  url = '';
  readonly plan: Plan;
  /** Files that contacts sent and files that were uploaded. */
  readonly media: MediaStore;
  /** The next uploads are refused like this. */
  readonly uploadFaults: GraphError[] = [];
  private readonly numbers = new Map<string, FakeNumber>();
  private readonly ledger = new Ledger();
  private readonly watchers = new Watchers();
  private readonly webhooks: WebhookSender;
  private readonly statuses: StatusQueue;
  private readonly faults: FaultPlan;
  /** What Meta knows of the account; may be changed. */
  account: FakeAccount = newAccount();
  private accessToken: string;
  private count = 0;
  private readonly stop: () => Promise<void>;

  constructor(plan: Plan, stop: () => Promise<void>) {
    this.plan = plan;
    this.media = new MediaStore(plan.now);
    this.stop = stop;
    this.accessToken = plan.accessToken;
    for (const number of plan.numbers) this.addNumber(number);
    this.faults = new FaultPlan(seededRandom(plan.seed), plan.faultRates);
    this.webhooks = new WebhookSender(plan.webhookUrl, plan.appSecret, plan.retry);
    this.statuses = new StatusQueue(this.webhooks, plan.batch, () => this.watchers.changed());
  }

  // ---- What happened

  /** Accepted messages in order of arrival, those whose sender was not told included. */
  get sent(): readonly SentMessage[] {
    return this.ledger.sent;
  }

  /** Messages of ours that were accepted more than once. */
  get duplicates(): readonly Duplicate[] {
    return this.ledger.duplicates;
  }

  get reads(): Ledger['reads'] {
    return this.ledger.reads;
  }

  /** Every status was posted once (retries of failed POSTs may still be under way). */
  get statusesPosted(): boolean {
    return this.statuses.idle;
  }

  /** Status POSTs given up after the last attempt. */
  get undelivered(): number {
    return this.statuses.undelivered;
  }

  /** Waits for a condition on the above, looked at after each event; rejects after `timeoutMs`. */
  waitFor<Value>(condition: (graph: FakeGraph) => Value | false | null | undefined, timeoutMs?: number): Promise<Value> {
    return this.watchers.waitFor(() => condition(this), timeoutMs);
  }

  // ---- What a test may change

  setWebhook(url: string): void {
    this.webhooks.url = url;
  }

  addNumber(number: FakeNumber): void {
    this.numbers.set(number.phoneNumberId, number);
  }

  /** From now on only this token is accepted. */
  setAccessToken(token: string): void {
    this.accessToken = token;
  }

  /** From now on webhooks are signed with this secret, as after "Reset" in the app's settings. */
  setAppSecret(secret: string): void {
    this.webhooks.appSecret = secret;
  }

  /** The next `times` sends go wrong like this, before chance has its turn. */
  inject(fault: Fault, times?: number): void {
    this.faults.queue(fault, times);
  }

  setFaultRates(rates: FaultRates): void {
    this.faults.setRates(rates);
  }

  /** Forgets messages, windows, faults and everything that waits; numbers, token and address stay. */
  reset(): void {
    this.ledger.clear();
    this.media.clear();
    this.uploadFaults.length = 0;
    this.faults.clear();
    this.statuses.clear();
    this.webhooks.stopRetries();
    this.webhooks.appSecret = this.plan.appSecret;
    this.account = newAccount();
  }

  /** News of a business account, as of a ban or a template. Resolves with the HTTP status. */
  tell(businessAccountId: string, field: string, value: unknown): Promise<number> {
    return this.deliver({ object: 'whatsapp_business_account', entry: [{ id: businessAccountId, changes: [{ field, value }] }] });
  }

  async close(): Promise<void> {
    this.webhooks.close();
    await this.stop();
  }

  // ---- Webhooks

  /** Posts any body, signed, and tries again like Meta. Resolves with the last HTTP status; 0 when there was none. */
  async deliver(body: unknown, options: { attempts?: number; secret?: string } = {}): Promise<number> {
    this.noteWindows(body);
    const status = await this.webhooks.deliver(JSON.stringify(body), options);
    this.watchers.changed();
    return status;
  }

  /** A person writes. Resolves when the webhook was answered. */
  receiveText(inbound: Inbound & { readonly text: string }): Promise<{ id: string; status: number }> {
    return this.receive(inbound, { type: 'text', text: { body: inbound.text } });
  }

  /** A person sends any message; `message` is `{type, <type>: …}` and may hold `context`, `referral` … */
  async receive(inbound: Inbound, message: Readonly<Record<string, unknown>>): Promise<{ id: string; status: number }> {
    const id = inbound.id ?? this.nextId();
    const number = this.numberOf(inbound.phoneNumberId ?? [...this.numbers.keys()][0]);
    const timestamp = String(Math.floor((inbound.at ?? this.plan.now()) / 1000));
    const status = await this.deliver(changeBody(number, messageValue(inbound, { id, timestamp, ...message })));
    return { id, status };
  }

  /** A person sends a file, of one of the kinds that are one; `part` adds a caption, a file name, `voice` … */
  async receiveFile(
    inbound: Inbound,
    { type, bytes, mimeType, part = {} }: { type: string; bytes: Buffer; mimeType: string; part?: Readonly<Record<string, unknown>> },
  ): Promise<{ id: string; status: number }> {
    return this.receive(inbound, { type, [type]: { ...this.media.receive(bytes, mimeType), ...part } });
  }

  /** The handshake Meta makes when a person saves the callback address. */
  verify(verifyToken: string = this.plan.verifyToken): Promise<{ status: number; answer: string; ok: boolean }> {
    return this.webhooks.verify(verifyToken);
  }

  // ---- For the HTTP server

  isToken(authorization: string | undefined): boolean {
    return authorization === `Bearer ${this.accessToken}`;
  }

  numberOf(phoneNumberId: string | undefined): FakeNumber {
    const number = this.numbers.get(phoneNumberId ?? '');
    if (number !== undefined) return number;
    const message = `Unsupported post request. Object with ID '${phoneNumberId}' does not exist, cannot be loaded due to missing permissions`;
    throw new GraphError(100, message, { subcode: 33 });
  }

  numbersOf(businessAccountId: string): FakeNumber[] {
    return [...this.numbers.values()].filter((number) => number.businessAccountId === businessAccountId);
  }

  get appSecret(): string {
    return this.webhooks.appSecret;
  }

  get webhookUrl(): string | undefined {
    return this.webhooks.url;
  }

  nextFault(): Fault | null {
    return this.faults.next();
  }

  markRead(body: Fields): void {
    this.ledger.reads.push({ id: String(body.message_id), typing: body.typing_indicator !== undefined });
    this.watchers.changed();
  }

  /** Takes a checked message and lets its statuses follow. `failure`: the code of a failed status instead. */
  accept(number: FakeNumber, body: Fields, how: { unanswered: boolean; failure: number | undefined }): SentMessage {
    const to = digits(body.to) || String(body.recipient);
    const failure = how.failure ?? this.closedWindow(number, to, body);
    const message: SentMessage = {
      id: this.nextId(),
      phoneNumberId: number.phoneNumberId,
      to,
      type: typeof body.type === 'string' ? body.type : 'text',
      text: wordsOf(body),
      body,
      messageId: typeof body.biz_opaque_callback_data === 'string' ? body.biz_opaque_callback_data : undefined,
      at: new Date(this.plan.now()),
      unanswered: how.unanswered,
    };
    this.ledger.accept(message);
    this.plan.onSent(message);
    this.pushStatuses(number, message, failure);
    this.watchers.changed();
    return message;
  }

  private closedWindow(number: FakeNumber, to: string, body: Fields): number | undefined {
    if (this.plan.closedWindow === 'ignore' || body.type === 'template') return undefined;
    if (this.ledger.isWindowOpen(number.phoneNumberId, to, this.plan.now())) return undefined;
    if (this.plan.closedWindow === 'refuse') throw new GraphError(131047, titleOf(131047), { details: 'More than 24 hours have passed.' });
    return 131047;
  }

  private pushStatuses(number: FakeNumber, message: SentMessage, failure: number | undefined): void {
    if (this.plan.statuses === 'none') return;
    const { id, to, messageId } = message;
    const at = message.at.getTime();
    if (failure !== undefined) {
      const error = { code: failure, title: titleOf(failure) };
      this.statuses.push(number, statusItem({ id, status: 'failed', at, to, messageId, error }));
      return;
    }
    const all = this.plan.statuses === 'all' ? (['sent', 'delivered', 'read'] as const) : (['sent'] as const);
    for (const status of all) this.statuses.push(number, statusItem({ id, status, at, to, messageId }));
  }

  /** Whoever wrote in this body may be answered for 24 hours, whether or not the webhook arrives. */
  private noteWindows(body: unknown): void {
    for (const { number, sender } of sendersIn(body)) this.ledger.wrote(number, sender, this.plan.now());
  }

  /** Real ids are opaque; these are unique within a seed. */
  private nextId(): string {
    this.count += 1;
    return `wamid.${Buffer.from(`FAKE/${this.plan.seed}/${this.count}`).toString('base64')}`;
  }
}

/** What the contact would read. */
function wordsOf(body: Fields): string | undefined {
  const { text, interactive, template } = body as {
    text?: { body?: string };
    interactive?: { body?: { text?: string } };
    template?: { name?: string };
  };
  return text?.body ?? interactive?.body?.text ?? template?.name;
}

interface LooseBody {
  readonly entry?: {
    changes?: { value?: { metadata?: { phone_number_id?: string }; messages?: { from?: string; from_user_id?: string }[] } }[];
  }[];
}

/** Tests deliver broken bodies on purpose; those open no window. */
function sendersIn(body: unknown): { number: string; sender: string }[] {
  try {
    const values = (body as LooseBody).entry?.flatMap((entry) => entry.changes ?? []).map((change) => change.value) ?? [];
    return values.flatMap((value) => {
      const number = value?.metadata?.phone_number_id ?? '';
      const senders = value?.messages?.flatMap((message) => [message.from, message.from_user_id]) ?? [];
      return senders.filter((sender) => typeof sender === 'string').map((sender) => ({ number, sender }));
    });
  } catch {
    return [];
  }
}
