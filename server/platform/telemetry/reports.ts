import type { Clock } from '#platform/clock.ts';
import { type HttpClient, HttpFault } from '#platform/http/client.ts';
import type { Ids } from '#platform/ids.ts';
import { createOutpost } from './outpost.ts';

/** Errors as they are logged, told to a server that speaks Sentry's protocol. What may not be logged is not in them. */
export interface Reports {
  /** What was logged as an error: its fields, and its sentence. Never throws. */
  take(fields: unknown, sentence: unknown): void;
  close(): Promise<void>;
}

/** Out of `https://<key>@<host>/<project>` (https://develop.sentry.dev/sdk/overview/#parsing-the-dsn). */
export interface Dsn {
  readonly url: string;
  readonly key: string;
}

/** Null: it is not of that form. */
export function parseDsn(text: string): Dsn | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, host, pathname } = new URL(text);
  const [, before, project] = /^(.*)\/(\d+)$/.exec(pathname) ?? [];
  if (!/^https?:$/.test(protocol) || username === '' || project === undefined) return null;
  return { url: `${protocol}//${host}${before}/api/${project}/envelope/`, key: username };
}

interface ReportsOptions {
  readonly dsn: Dsn;
  readonly version: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly client: Pick<HttpClient, 'request'>;
}

/** A fault that happens with every message is told often enough. */
const perMinuteMax = 30;
const timeoutMs = 10_000;
/** An id or a code is no longer. */
const lettersMax = 200;
/** They never hold anything that may be told; the log leaves them out too. */
const neverTold = /^(text|body|name|phone|email|password|token|headers)$/;

export function createReports({ dsn, version, clock, ids, client }: ReportsOptions): Reports {
  let minute = 0;
  let told = 0;
  const outpost = createOutpost<object>({
    clock,
    async deliver(events) {
      // One an envelope: that is how the protocol has it.
      for (const event of events) await post(event);
    },
    // It was logged already, and whoever runs this sees that nothing arrives. Logging it here would tell of itself.
    onLost: () => undefined,
  });

  async function post(event: object): Promise<void> {
    const headers = {
      'content-type': 'application/x-sentry-envelope',
      'x-sentry-auth': `Sentry sentry_version=7, sentry_client=baraza/${version}, sentry_key=${dsn.key}`,
    };
    const item = JSON.stringify(event);
    const { event_id } = event as { event_id: string };
    const lines = [
      { event_id, sent_at: clock.now().toISOString() },
      { type: 'event', length: Buffer.byteLength(item) },
    ];
    const body = `${lines.map((line) => `${JSON.stringify(line)}\n`).join('')}${item}\n`;
    const { status } = await client.request({ method: 'POST', url: dsn.url, headers, body, timeoutMs }, { privateAddresses: true });
    if (status >= 300) throw new HttpFault(`The server for errors answered ${status}.`, { reached: true });
  }

  return {
    take(fields, sentence) {
      const now = Math.floor(clock.now().getTime() / 60_000);
      told = now === minute ? told + 1 : 1;
      minute = now;
      if (told <= perMinuteMax) outpost.add(eventOf(fields, sentence, { id: ids.next(), at: clock.now(), version }));
    },
    close: outpost.close,
  };
}

interface Fault {
  readonly name?: unknown;
  readonly code?: unknown;
  /** "first < second", innermost first (platform/log.ts). */
  readonly at?: unknown;
}

/** https://develop.sentry.dev/sdk/data-model/event-payloads/ */
function eventOf(fields: unknown, sentence: unknown, { id, at, version }: { id: string; at: Date; version: string }): object {
  const { err, ...rest } = (typeof fields === 'object' && fields !== null ? fields : {}) as Record<string, unknown> & { err?: Fault };
  const value = typeof sentence === 'string' ? sentence : typeof fields === 'string' ? fields : 'an error';
  const told = Object.entries(rest).filter(
    ([name, one]) => !neverTold.test(name) && (typeof one === 'number' || (typeof one === 'string' && one.length <= lettersMax)),
  );
  const code = err?.code === undefined ? {} : { code: String(err.code) };
  return {
    event_id: id.replaceAll('-', ''),
    timestamp: at.getTime() / 1000,
    platform: 'node',
    level: 'error',
    logger: 'baraza',
    release: `baraza@${version}`,
    message: { formatted: value },
    tags: { ...Object.fromEntries(told.map(([name, one]) => [name, String(one)])), ...code },
    ...(err ? { exception: { values: [{ type: String(err.name ?? 'Error'), value, stacktrace: { frames: framesOf(err.at) } }] } } : {}),
  };
}

/** The innermost last, as Sentry wants them. */
function framesOf(at: unknown): object[] {
  if (typeof at !== 'string') return [];
  return at
    .split(' < ')
    .map((line) => {
      const [, name, file = line, row, column] = /^(?:(.+?) \()?(.+?):(\d+):(\d+)\)?$/.exec(line) ?? [];
      return { filename: file, ...(name ? { function: name } : {}), ...(row ? { lineno: Number(row), colno: Number(column) } : {}) };
    })
    .toReversed();
}
