import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ChannelAdapter } from '#channels/channel.ts';
import { ChannelError } from '#channels/channel.ts';
import { lookAtWaiting } from '#core/sweep.ts';
import type { CountedCall } from '#models/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { createMetrics, type Metrics } from '#platform/metrics.ts';

/** THE list of what is measured. Each is told by the place where it happens; the rest is asked for when somebody reads. */
export interface Meters {
  readonly metrics: Metrics;
  /** A turn was decided, or failed. */
  turn(path: string, seconds: number): void;
  /** A request was answered. */
  answered(url: string, status: number, seconds: number): void;
  readonly modelCall: (call: CountedCall) => void;
  /** The same adapters, whose sends are measured, and told. */
  watchAdapters(adapters: ReadonlyMap<string, ChannelAdapter>, onSent: OnSent): ReadonlyMap<string, ChannelAdapter>;
}

type OnSent = (messageId: string, send: { channel: string; outcome: string; tookMs: number }) => void;

/** The stages of a message, by the name of their script; the others are counted together. */
const stages: ReadonlySet<string> = new Set([
  'accept',
  'claim turns',
  'commit turns',
  'claim lanes',
  'stamp sending',
  'mark rows',
  'settle statuses',
  'sweep',
]);

export function createMeters({ database, clock, version }: { database: Database; clock: Clock; version: string }): Meters {
  const metrics = createMetrics();
  const stage = metrics.timer('baraza_database_seconds', 'Time of a script in the database, waiting for a session included, by stage.', [
    'stage',
  ]);
  const turn = metrics.timer('baraza_turn_seconds', 'Time to decide a turn, by what decided it.', ['path']);
  const answer = metrics.timer('baraza_http_seconds', 'Time to answer a request, by door and class of the status.', ['door', 'status']);
  const sends = metrics.timer('baraza_send_seconds', 'Time for a provider to take a message, by kind of channel and outcome.', [
    'channel',
    'outcome',
  ]);
  const failures = metrics.counter('baraza_send_failures_total', 'Sends that were not taken, by kind of channel and code.', [
    'channel',
    'code',
  ]);
  const calls = metrics.timer('baraza_model_seconds', 'Time of a question to a model, by purpose and outcome.', ['purpose', 'outcome']);
  const tokens = metrics.counter('baraza_model_tokens_total', 'Tokens as providers reported them.', ['direction']);
  const cost = metrics.counter(
    'baraza_model_cost_total',
    'What models cost by the prices in the settings; calls without a price are not in it.',
    ['currency'],
  );
  const unpriced = metrics.counter('baraza_model_unpriced_total', 'Questions whose cost is not known.', []);
  database.onScript = (label, seconds) => stage([stages.has(label) ? label.replaceAll(' ', '_') : 'other'], seconds);
  watchWork(metrics, { database, clock });
  watchProcess(metrics, { database, clock, version });

  return {
    metrics,
    turn: (path, seconds) => turn([path], seconds),
    answered: (url, status, seconds) => answer([doorOf(url), `${Math.floor(status / 100)}xx`], seconds),
    modelCall({ purpose, outcome, inputTokens, outputTokens, costMicros, currency, tookMs }) {
      calls([purpose, outcome], tookMs / 1000);
      tokens(['in'], inputTokens ?? 0);
      tokens(['out'], outputTokens ?? 0);
      if (costMicros === null || currency === null) unpriced([]);
      else cost([currency], costMicros / 1e6);
    },
    watchAdapters: (adapters, onSent) =>
      new Map([...adapters].map(([type, adapter]) => [type, measured(adapter, { sends, failures, onSent })])),
  };
}

/** "/webhooks/whatsapp" → "webhooks": what is below is many. */
function doorOf(url: string): string {
  const [, first = ''] = url.split('/');
  return ['webhooks', 'api', 'incoming', 'health', 'files', 'metrics'].includes(first) ? first : 'other';
}

interface SendMeters {
  readonly sends: ReturnType<Metrics['timer']>;
  readonly failures: ReturnType<Metrics['counter']>;
  readonly onSent: OnSent;
}

function measured(adapter: ChannelAdapter, { sends, failures, onSent }: SendMeters): ChannelAdapter {
  return {
    ...adapter,
    async send(message, account, io) {
      const began = performance.now();
      const note = (outcome: string) => {
        const tookMs = performance.now() - began;
        sends([adapter.type, outcome], tookMs / 1000);
        onSent(message.id, { channel: adapter.type, outcome, tookMs });
      };
      try {
        const taken = await adapter.send(message, account, io);
        note('taken');
        return taken;
      } catch (error) {
        note(error instanceof ChannelError ? error.outcome : 'fault');
        failures([adapter.type, error instanceof ChannelError ? error.trouble.code : 'fault']);
        throw error;
      }
    },
  };
}

function watchWork(metrics: Metrics, parts: { database: Database; clock: Clock }): void {
  // Four gauges of one question: they are read together, so it is asked once.
  let asked: ReturnType<typeof lookAtWaiting> | null = null;
  function ask(): ReturnType<typeof lookAtWaiting> {
    asked ??= lookAtWaiting(parts).finally(() => {
      asked = null;
    });
    return asked;
  }
  const age = (since: Date | null) => (since === null ? 0 : Math.max(0, (parts.clock.now().getTime() - since.getTime()) / 1000));
  metrics.gauge(
    'baraza_work_due',
    'Contacts with something to decide now, and conversations with something to send now.',
    ['kind'],
    async () => {
      const { turns, lanes } = await ask();
      return [
        [['turns'], turns],
        [['lanes'], lanes],
      ];
    },
  );
  metrics.gauge('baraza_work_oldest_seconds', 'For how long the oldest of them has been due.', ['kind'], async () => {
    const { turnsSince, lanesSince } = await ask();
    return [
      [['turns'], age(turnsSince)],
      [['lanes'], age(lanesSince)],
    ];
  });
  metrics.gauge('baraza_turns_failing', 'Turns that failed at least once and are tried again.', [], async () => [
    [[], (await ask()).turnsFailing],
  ]);
  metrics.gauge(
    'baraza_lanes_waiting',
    'Conversations whose messages wait for their time: a pace, a provider in trouble, a paused channel.',
    [],
    async () => [[[], (await ask()).lanesLater]],
  );
}

function watchProcess(metrics: Metrics, { database, clock, version }: { database: Database; clock: Clock; version: string }): void {
  const startedAt = clock.now().getTime();
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  metrics.gauge('baraza_info', 'Always 1; the labels say what runs.', ['version', 'engine', 'node'], () => [
    [[version, database.engine.kind, process.version], 1],
  ]);
  metrics.gauge('baraza_uptime_seconds', 'Since the start.', [], () => [[[], (clock.now().getTime() - startedAt) / 1000]]);
  metrics.gauge('baraza_memory_bytes', 'Memory of the process.', [], () => [[[], process.memoryUsage.rss()]]);
  metrics.gauge('baraza_cpu_seconds', 'Processor time since the start.', ['mode'], () => {
    const { user, system } = process.cpuUsage();
    return [
      [['user'], user / 1e6],
      [['system'], system / 1e6],
    ];
  });
  metrics.gauge(
    'baraza_event_loop_delay_seconds',
    'How late the program is for what it meant to do, since the last reading; 99 of 100 are below.',
    [],
    () => {
      const late = delay.percentile(99) / 1e9;
      delay.reset();
      return [[[], Number.isFinite(late) ? late : null]];
    },
  );
  metrics.gauge('baraza_database_connections', 'Sessions of this process: in use, idle, and work that waits for one.', ['state'], () =>
    Object.entries(database.engine.sessions()).map(([state, count]) => [[state], count] as const),
  );
}
