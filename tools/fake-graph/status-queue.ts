import { entryOf, type FakeNumber } from './bodies.ts';
import type { WebhookSender } from './webhook-sender.ts';

export interface BatchPlan {
  /** Statuses in one POST. */
  readonly size: number;
  /** POSTs at once. With 1, a message's statuses arrive in order unless a POST is retried; Meta promises no order at all. */
  readonly inFlight: number;
}
export const DEFAULT_BATCH: BatchPlan = { size: 100, inFlight: 1 };

/** Collects statuses while POSTs are under way and sends what came together, so that a benchmark is not held up by it. */
export class StatusQueue {
  /** Batches that were given up after the last attempt. */
  undelivered = 0;
  private readonly sender: WebhookSender;
  private readonly plan: BatchPlan;
  private waiting: { number: FakeNumber; item: unknown }[] = [];
  private taken = 0;
  private inFlight = 0;
  private scheduled = false;
  private readonly changed: () => void;

  constructor(sender: WebhookSender, plan: BatchPlan, changed: () => void) {
    this.sender = sender;
    this.plan = plan;
    this.changed = changed;
  }

  push(number: FakeNumber, item: unknown): void {
    if (this.sender.url === undefined) return;
    this.waiting.push({ number, item });
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  /** Nothing waits and nothing is under way, retries apart. */
  get idle(): boolean {
    return this.waiting.length === this.taken && this.inFlight === 0;
  }

  clear(): void {
    this.waiting = [];
    this.taken = 0;
  }

  private flush(): void {
    this.scheduled = false;
    while (this.inFlight < this.plan.inFlight && this.taken < this.waiting.length) {
      const batch = this.waiting.slice(this.taken, this.taken + this.plan.size);
      this.taken += batch.length;
      this.inFlight += 1;
      void this.post(JSON.stringify({ object: 'whatsapp_business_account', entry: entriesOf(batch) }));
    }
    this.forgetTaken();
  }

  /** Now and then, for taking from the front of a long array costs as much as it is long. */
  private forgetTaken(): void {
    if (this.taken < this.waiting.length && this.taken < 10_000) return;
    this.waiting = this.waiting.slice(this.taken);
    this.taken = 0;
  }

  private async post(text: string): Promise<void> {
    const status = await this.sender.attempt(text);
    this.inFlight -= 1;
    // Meta does not hold later webhooks back for one that failed.
    if (status !== 200) void this.tryAgain(text);
    this.flush();
    this.changed();
  }

  private async tryAgain(text: string): Promise<void> {
    if ((await this.sender.deliver(text)) !== 200) this.undelivered += 1;
    this.changed();
  }
}

/** One entry for each number, in order of first appearance. */
function entriesOf(batch: readonly { number: FakeNumber; item: unknown }[]): unknown[] {
  const byNumber = new Map<FakeNumber, unknown[]>();
  for (const { number, item } of batch) {
    const items = byNumber.get(number);
    if (items === undefined) byNumber.set(number, [item]);
    else items.push(item);
  }
  return [...byNumber].map(([number, statuses]) => entryOf(number, { statuses }));
}
