import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

/** Like Meta, anything but 200 is tried again with growing pauses; unlike Meta (7 days) not for ever. */
export interface RetryPlan {
  readonly firstMs: number;
  readonly maxMs: number;
  readonly attempts: number;
}
export const DEFAULT_RETRY: RetryPlan = { firstMs: 200, maxMs: 5_000, attempts: 8 };

/** Time for one answer; Meta's own patience is not documented, others saw about 20 s. */
const TIMEOUT_MS = 20_000;

/** Posts signed webhooks. */
export class WebhookSender {
  url: string | undefined;
  appSecret: string;
  private readonly retry: RetryPlan;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private readonly pauses = new Map<NodeJS.Timeout, () => void>();
  private closed = false;

  constructor(url: string | undefined, appSecret: string, retry: RetryPlan) {
    this.url = url;
    this.appSecret = appSecret;
    this.retry = retry;
  }

  /** Resolves with the last HTTP status, 0 when there was none: 200, or whatever it was when the attempts ran out. */
  async deliver(text: string, options: { attempts?: number; secret?: string } = {}): Promise<number> {
    const attempts = options.attempts ?? this.retry.attempts;
    for (let attempt = 1; ; attempt += 1) {
      const status = await this.attempt(text, options.secret);
      if (status === 200 || attempt >= attempts || this.closed) return status;
      await this.pause(attempt);
      if (this.closed) return status;
    }
  }

  /** One POST. */
  attempt(text: string, secret = this.appSecret): Promise<number> {
    const { url } = this;
    if (url === undefined || this.closed) return Promise.resolve(0);
    const bytes = Buffer.from(text);
    const headers = {
      'content-type': 'application/json',
      'content-length': bytes.length,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
      'user-agent': 'facebookexternalua',
    };
    return new Promise((resolve) => {
      const posting = request(url, { method: 'POST', agent: this.agent, headers, timeout: TIMEOUT_MS }, (response) => {
        response
          .resume()
          .on('end', () => resolve(response.statusCode ?? 0))
          .on('error', () => resolve(0));
      });
      posting.on('timeout', () => posting.destroy()).on('error', () => resolve(0));
      posting.end(bytes);
    });
  }

  /** `hub.mode=subscribe`: what Meta does when a person saves the callback address. */
  async verify(verifyToken: string): Promise<{ status: number; answer: string; ok: boolean }> {
    const challenge = '1158201444';
    if (this.url === undefined) throw new Error('No webhook address is set.');
    const url = new URL(this.url);
    url.searchParams.set('hub.mode', 'subscribe');
    url.searchParams.set('hub.verify_token', verifyToken);
    url.searchParams.set('hub.challenge', challenge);
    const response = await fetch(url);
    const answer = await response.text();
    return { status: response.status, answer, ok: response.status === 200 && answer === challenge };
  }

  /** Gives up everything that waits. */
  stopRetries(): void {
    for (const [timer, wake] of this.pauses) {
      clearTimeout(timer);
      wake();
    }
    this.pauses.clear();
  }

  close(): void {
    this.closed = true;
    this.stopRetries();
    this.agent.destroy();
  }

  private pause(attempt: number): Promise<void> {
    const ms = Math.min(this.retry.firstMs * 2 ** (attempt - 1), this.retry.maxMs);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.pauses.delete(timer);
        resolve();
      }, ms);
      this.pauses.set(timer, resolve);
    });
  }
}
