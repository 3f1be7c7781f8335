import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { echo } from '#assistants/echo.ts';
import { signIn } from '#tests/kit/request.ts';
import { amina, clinicLine, clinicSecret, openStory } from '#tests/kit/story.ts';
import { post, sign } from '#tests/kit/webhook.ts';
import { changeBody } from '#tools/fake-graph/bodies.ts';

const lines: string[] = [];
const sink = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk));
    done();
  },
});
const story = await openStory({ log: pino({ level: 'debug', base: null }, sink) });
beforeAll(() => story.reset());
afterAll(() => story.end());

test('a story with everything that goes wrong leaves no word, name, number or secret in the log', async () => {
  const channel = await story.connect();
  const zawadi = { from: '447700900777', name: 'Zawadi Mwangi', bsuid: 'KE.99887766554433' };
  await story.say('my own worry', amina);
  await story.say('another worry', zawadi);
  await story.settled();

  vi.spyOn(echo, 'answer').mockRejectedValueOnce(new Error('could not answer "my failing worry" of Amina Njeri'));
  await story.say('my failing worry', amina);
  await story.watch.until(async () => (await story.rows('select 1 from contacts where failures = 1'))[0]);
  await story.pass(4);
  await story.settled();

  for (const fault of ['server_error', 'rate_limited', 'bad_gateway', 'token_expired', 'cut'] as const) {
    story.graph.inject({ kind: fault });
    await story.say(`my worry about ${fault}`, amina);
    await story.watch.until(async () =>
      (await story.outgoing()).some((row) => String(row.text).endsWith(fault) && row.attempts === 1 && row.status !== 'sending'),
    );
    await story.ask('POST', `/api/channels/${channel}/enable`);
    await story.pass(95);
    await story.settled();
  }
  const odd = JSON.stringify(
    changeBody(clinicLine, { messages: [{ from: amina.from, text: 'unreadable worry', type: {} }], contacts: 'Amina Njeri' }),
  );
  await post(story.webhookUrl, odd, { 'x-hub-signature-256': sign(odd, clinicSecret) });
  await post(story.webhookUrl, odd, { 'x-hub-signature-256': sign(odd, 'forged') });
  await story.say('STOP', zawadi);
  await story.settled();
  const [conversation] = (await story.ask('GET', '/api/conversations')).body.items;
  await story.ask('POST', `/api/conversations/${conversation.id}/messages`, { body: { kind: 'text', text: 'a quiet confession' } });
  await story.ask('POST', `/api/conversations/${conversation.id}/messages`, { body: { kind: 'text', text: '' } });
  await story.ask('GET', '/api/contacts?limit=worry');

  await story.database
    .script('fail', story.cast.clinic.id, { wrong: { text: "select 'the database quotes my own worry'::int", values: [] } })
    .catch(() => undefined);

  const text = lines.join('');
  expect(lines.length).toBeGreaterThan(20);
  const { plan } = story.graph;
  const hidden = [
    'worry',
    'confession',
    'Amina',
    'Njeri',
    'Zawadi',
    'Mwangi',
    amina.from,
    zawadi.from,
    zawadi.bsuid,
    clinicSecret,
    plan.accessToken,
  ];
  for (const word of [
    ...hidden,
    plan.verifyToken,
    story.cast.clinic.apiKey,
    story.cast.clinic.owner.email,
    story.cast.clinic.owner.password,
  ]) {
    expect(text, `"${word}" is in the log`).not.toContain(word);
  }
});

test('nor does one with a cry for help, a flow, notes, searches, and another system that does not answer well', async () => {
  lines.length = 0;
  await story.reset();
  await story.connect({ assistant: { kind: 'offline' } });
  const ana = await signIn(story.app.server, story.cast.clinic.owner);
  const nodes = {
    ask_name: { kind: 'ask', text: 'Who are you?', answer: { type: 'text' }, save: 'name', next: 'bye' },
    bye: { kind: 'end', text: 'Thank you, {{ answers.name | default: "friend" }}.' },
  };
  const definition = { format: 1, languages: ['en'], start: 'ask_name', nodes, triggers: [{ kind: 'keyword', words: { en: ['join'] } }] };
  const flow = await story.ask('POST', '/api/flows', { body: { name: 'join', title: 'Join', definition } });
  expect((await story.ask('POST', `/api/flows/${flow.body.id}/publish`, { body: {} })).status).toBe(200);
  const told = { url: `${story.graph.url}/refuses`, events: ['message.received', 'message.sent'] };
  expect((await ana('POST', '/api/webhook-subscriptions', { body: told })).status).toBe(201);
  const kwame = { from: '447700900778', name: 'Kwame Asante' };
  for (const text of ['join', 'Mwanaisha of the harbour', 'I want to kill myself tonight, says the lantern']) {
    await story.say(text, kwame);
    await story.settled();
  }
  expect((await story.rows('select id from incidents')).length).toBe(1);
  const [conversation] = (await ana('GET', '/api/conversations')).body.items;
  await ana('POST', `/api/conversations/${conversation.id}/notes`, { body: { text: 'the lantern lives by the harbour' } });
  await ana('GET', '/api/search?q=lantern');
  await ana('GET', '/api/contacts?search=Kwame');
  await ana('POST', '/api/contacts', { body: { name: 'Kwame Asante', identities: [{ channelType: 'whatsapp', address: 'harbour' }] } });
  await story.pass(15);
  await story.settled();

  const text = lines.join('');
  expect(lines.length).toBeGreaterThan(10);
  for (const word of [
    'lantern',
    'harbour',
    'Mwanaisha',
    'Kwame',
    'Asante',
    'Who are you',
    'kill',
    kwame.from,
    story.cast.clinic.owner.email,
  ])
    expect(text, `"${word}" is in the log`).not.toContain(word);
});
