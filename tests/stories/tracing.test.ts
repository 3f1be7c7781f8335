import { afterAll, beforeEach, expect, test } from 'vitest';
import { openReceiver } from '#tests/kit/receiver.ts';
import { signIn } from '#tests/kit/request.ts';
import { amina, openStory } from '#tests/kit/story.ts';
import { startFakeModel } from '#tools/fake-model/server.ts';

/** The way of a message as a collector of OpenTelemetry gets it: OTLP over HTTP, as JSON. */
const collector = await openReceiver();
const fake = await startFakeModel();
const story = await openStory({ collector: { url: collector.url.replace('/hook', ''), headers: { 'x-team': 'baraza' } } });
beforeEach(async () => {
  collector.reset();
  fake.reset();
  await story.reset();
});
afterAll(async () => {
  await story.end();
  await collector.close();
  await fake.close();
});

interface WireSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { key: string; value: { stringValue?: string; intValue?: string } }[];
  readonly status: { code?: number };
}
const spans = (): WireSpan[] => collector.received.flatMap(({ json }) => json.resourceSpans[0].scopeSpans[0].spans);
const attributeOf = ({ attributes }: WireSpan, key: string) => attributes.find((one) => one.key === key)?.value;

test('accept, turn, the question to a model and the send are one trace, with ids and no words', async () => {
  const ana = await signIn(story.app.server, story.cast.clinic.owner);
  const provider = { name: 'main', preset: 'custom', baseUrl: fake.url, key: fake.key, model: 'small', contactText: true };
  expect((await ana('POST', '/api/model-providers', { body: provider })).status).toBe(201);
  await story.connect({ assistant: { kind: 'model', provider: 'main', quietMs: 0, restSeconds: 0, fallback: { faq: [] } } });
  await story.say('when do you open, dear clinic?');
  await story.settled();
  await story.clock.advance(5000);
  await expect.poll(() => new Set(spans().map(({ name }) => name))).toEqual(new Set(['accept', 'turn', 'model', 'send']));

  const all = spans();
  const byName = (name: string) => all.find((span) => span.name === name) as WireSpan;
  const [accept, turn, model, send] = ['accept', 'turn', 'model', 'send'].map(byName) as [WireSpan, WireSpan, WireSpan, WireSpan];
  expect(new Set(all.map(({ traceId }) => traceId)).size).toBe(1);
  expect(accept.parentSpanId).toBeUndefined();
  expect([turn.parentSpanId, model.parentSpanId, send.parentSpanId]).toEqual([accept.spanId, turn.spanId, turn.spanId]);
  for (const span of all) {
    expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)).toBe(true);
    expect(Number(BigInt(span.startTimeUnixNano) / 1_000_000n)).toBeLessThanOrEqual(story.clock.now().getTime());
  }
  const [question] = await story.rows("select id, text from messages where direction = 'in'");
  const [answer] = await story.outgoing();
  expect(accept.traceId).toBe(String(question?.id).replaceAll('-', ''));
  expect(attributeOf(turn, 'baraza.path')).toEqual({ stringValue: 'open' });
  expect(attributeOf(model, 'baraza.outcome')).toEqual({ stringValue: 'answered' });
  expect(attributeOf(send, 'baraza.message')).toEqual({ stringValue: answer?.id });
  const [request] = collector.received;
  expect(request).toMatchObject({ path: '/v1/traces', headers: { 'content-type': 'application/json', 'x-team': 'baraza' } });
  expect(request?.json.resourceSpans[0].resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'baraza' } });
  const text = collector.received.map(({ body }) => body).join('');
  for (const word of [amina.from, amina.name, 'clinic?', String(answer?.text)]) expect(text).not.toContain(word);
});

test('a send that fails is marked so; a collector that refuses keeps nobody waiting, and is told again later', async () => {
  await story.connect();
  collector.answer = () => ({ status: 503 });
  story.graph.inject({ kind: 'server_error' });
  await story.say('one');
  await story.watch.until(async () => (await story.outgoing()).some((row) => row.attempts === 1 && row.status !== 'sending'));
  await story.pass(30);
  await story.settled();
  await expect
    .poll(() =>
      spans()
        .filter(({ name }) => name === 'send')
        .map(({ status }) => status.code),
    )
    .toContain(2);
  collector.reset();
  await story.say('two');
  await story.settled();
  expect(story.textsTo(amina)).toEqual(['echo: one', 'echo: two']);
  await story.clock.advance(5000);
  await expect
    .poll(() =>
      spans()
        .filter(({ name }) => name === 'send')
        .map(({ status }) => status.code),
    )
    .toContain(undefined);
});
