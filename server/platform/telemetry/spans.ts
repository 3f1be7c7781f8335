import type { Clock } from '#platform/clock.ts';
import type { HttpClient } from '#platform/http/client.ts';
import { type Log, places } from '#platform/log.ts';
import { createOutpost } from './outpost.ts';

/** Something that took time, within a trace. Ids, kinds and counts only. */
export interface Span {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly beganMs: number;
  readonly endedMs: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly failed: boolean;
}

/** Where spans go: a collector that takes OTLP over HTTP. */
export interface Spans {
  add(span: Span): void;
  close(): Promise<void>;
}

/** A collector's address, and what it wants to be shown (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). */
export interface Collector {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const timeoutMs = 10_000;

interface SpansOptions {
  readonly collector: Collector;
  readonly version: string;
  readonly clock: Clock;
  readonly client: Pick<HttpClient, 'request'>;
  readonly log: Log;
}

/** As JSON, which every collector takes beside protobuf: OTLP/HTTP, version 1. */
export function createSpans({ collector, version, clock, client, log }: SpansOptions): Spans {
  const url = `${collector.url.replace(/\/+$/, '')}/v1/traces`;
  const headers = { 'content-type': 'application/json', ...collector.headers };
  let away = false;
  return createOutpost<Span>({
    clock,
    async deliver(spans) {
      const body = JSON.stringify(bodyOf(spans, version));
      const { status } = await client.request({ method: 'POST', url, headers, body, timeoutMs }, { privateAddresses: true });
      if (status >= 300) throw new Error(`The collector answered ${status}.`);
      away = false;
    },
    onLost(error, count) {
      if (!away)
        log.warn({ count, err: places(error) }, 'traces could not be handed to the collector; they are left out until it takes them');
      away = true;
    },
  });
}

export function bodyOf(spans: readonly Span[], version: string): unknown {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': 'baraza', 'service.version': version }) },
        scopeSpans: [{ scope: { name: 'baraza', version }, spans: spans.map(toWire) }],
      },
    ],
  };
}

/** https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto */
function toWire({ traceId, spanId, parentId, name, beganMs, endedMs, attributes, failed }: Span) {
  return {
    traceId,
    spanId,
    ...(parentId === null ? {} : { parentSpanId: parentId }),
    name,
    // Internal.
    kind: 1,
    startTimeUnixNano: nanos(beganMs),
    endTimeUnixNano: nanos(Math.max(beganMs, endedMs)),
    attributes: attributesOf(attributes),
    // Unset, or an error.
    status: failed ? { code: 2 } : {},
  };
}

function attributesOf(values: Span['attributes']) {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(Math.round(value)) },
  }));
}

/** Nanoseconds since 1970 are more than a number can count. */
function nanos(milliseconds: number): string {
  return `${BigInt(Math.round(milliseconds * 1000)) * 1000n}`;
}
