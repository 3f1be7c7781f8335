import { join } from 'node:path';
import { start, stop } from './children.ts';
import type { GraphUrls } from './world.ts';

/** What a contact got, and when (machine clock). */
export type Arrival = readonly [text: string, at: number];

export type Order =
  | { readonly kind: 'expect'; readonly count: number }
  | { readonly kind: 'webhook'; readonly url: string }
  | { readonly kind: 'statuses' }
  | { readonly kind: 'report' };

export type Report =
  | { readonly kind: 'ready'; readonly urls: GraphUrls }
  | { readonly kind: 'complete' }
  | { readonly kind: 'statusesPosted'; readonly at: number }
  | { readonly kind: 'arrivals'; readonly arrivals: readonly Arrival[]; readonly reads: number; readonly undelivered: number };

type ReportOf<K extends Report['kind']> = Extract<Report, { kind: K }>;

/** Our end of the fake Graph's process. */
export interface Graph {
  readonly urls: GraphUrls;
  /** Forgets everything; from now on so many messages shall come. */
  expect(count: number): void;
  /** When as many came as expected, or the time is over. */
  complete(timeoutMs: number): Promise<void>;
  /** Where the number with statuses posts them. */
  setWebhook(url: string): void;
  /** When the last status was answered (machine clock); NaN: not within 30 s. */
  statusesPosted(): Promise<number>;
  report(): Promise<ReportOf<'arrivals'>>;
  stop(): Promise<void>;
}

export async function startGraph(folder: string): Promise<Graph> {
  const child = start({ file: join(import.meta.dirname, 'graph-process.ts'), logFile: join(folder, 'graph.log') });
  const waiting = new Map<Report['kind'], (report: Report) => void>();
  child.on('message', (report: Report) => waiting.get(report.kind)?.(report));
  const next = <K extends Report['kind']>(kind: K) =>
    new Promise<ReportOf<K>>((resolve) => waiting.set(kind, resolve as (report: Report) => void));
  const order = (message: Order) => void child.send(message);
  const { urls } = await next('ready');
  let complete: Promise<unknown> = Promise.resolve();

  return {
    urls,
    expect(count) {
      complete = next('complete');
      order({ kind: 'expect', count });
    },
    async complete(timeoutMs) {
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise((resolve) => {
        timer = setTimeout(resolve, timeoutMs);
      });
      await Promise.race([complete, tooLong]);
      clearTimeout(timer);
    },
    setWebhook: (url) => order({ kind: 'webhook', url }),
    async statusesPosted() {
      order({ kind: 'statuses' });
      return (await next('statusesPosted')).at;
    },
    async report() {
      order({ kind: 'report' });
      return next('arrivals');
    },
    stop: () => stop(child),
  };
}
