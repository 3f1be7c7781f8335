/** A message the fake Graph accepted. */
export interface SentMessage {
  /** "wamid.…" */
  readonly id: string;
  readonly phoneNumberId: string;
  /** Digits of a phone number, or a BSUID. */
  readonly to: string;
  readonly type: string;
  /** What the contact reads: the text, or the text of the question. */
  readonly text: string | undefined;
  /** The whole request body. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What came as `biz_opaque_callback_data`: our message id. */
  readonly messageId: string | undefined;
  readonly at: Date;
  /** The sender was not told that it was accepted. */
  readonly unanswered: boolean;
}

/** The same message of ours accepted more than once: what must never happen. */
export interface Duplicate {
  readonly messageId: string;
  readonly ids: readonly string[];
}

const WINDOW_MS = 24 * 60 * 60 * 1000;

/** What the fake Graph remembers: what it accepted, what was marked read, and when each person wrote last. */
export class Ledger {
  sent: SentMessage[] = [];
  /** Read receipts we got: the inbound message's id, and whether "typing…" was shown. */
  reads: { readonly id: string; readonly typing: boolean }[] = [];
  private idsByMessage = new Map<string, string[]>();
  private lastInbound = new Map<string, number>();

  accept(message: SentMessage): void {
    this.sent.push(message);
    if (message.messageId === undefined) return;
    const ids = this.idsByMessage.get(message.messageId);
    if (ids === undefined) this.idsByMessage.set(message.messageId, [message.id]);
    else ids.push(message.id);
  }

  get duplicates(): Duplicate[] {
    return [...this.idsByMessage].filter(([, ids]) => ids.length > 1).map(([messageId, ids]) => ({ messageId, ids }));
  }

  /** Opens the customer service window of a person at a number. */
  wrote(phoneNumberId: string, person: string, at: number): void {
    this.lastInbound.set(`${phoneNumberId} ${person}`, at);
  }

  isWindowOpen(phoneNumberId: string, person: string, now: number): boolean {
    const at = this.lastInbound.get(`${phoneNumberId} ${person}`);
    return at !== undefined && now - at < WINDOW_MS;
  }

  clear(): void {
    this.sent = [];
    this.reads = [];
    this.idsByMessage = new Map();
    this.lastInbound = new Map();
  }
}
