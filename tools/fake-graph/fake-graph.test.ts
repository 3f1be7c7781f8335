import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { changeBody, DEFAULT_NUMBER, type FakeGraph, type FakeGraphOptions, startFakeGraph } from './server.ts';

const AMINA = '447700900123';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: FakeGraphOptions = {}): Promise<FakeGraph> {
  const graph = await startFakeGraph({ seed: 1, closedWindow: 'ignore', statuses: 'none', ...options });
  closing.push(() => graph.close());
  return graph;
}

interface Answer {
  status: number;
  body: { error?: { code: number; error_subcode?: number }; messages?: { id: string }[]; contacts?: unknown; success?: boolean };
}
async function post(graph: FakeGraph, body: unknown, options: { token?: string; path?: string } = {}): Promise<Answer> {
  const path = options.path ?? `/v23.0/${DEFAULT_NUMBER.phoneNumberId}/messages`;
  const headers = { authorization: `Bearer ${options.token ?? 'fake-access-token'}` };
  const response = await fetch(graph.url + path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

function text(body: unknown, more: object = {}): Record<string, unknown> {
  return { messaging_product: 'whatsapp', to: AMINA, type: 'text', text: { body }, ...more };
}
function interactive(part: object): Record<string, unknown> {
  return { messaging_product: 'whatsapp', to: AMINA, type: 'interactive', interactive: { body: { text: '?' }, ...part } };
}
function buttons(...replies: object[]): Record<string, unknown> {
  return interactive({ type: 'button', action: { buttons: replies.map((reply) => ({ type: 'reply', reply })) } });
}
function list(...sections: object[]): Record<string, unknown> {
  return interactive({ type: 'list', action: { button: 'Open', sections } });
}
function rows(count: number, prefix = 'r'): object[] {
  return Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, title: `Row ${index}` }));
}

/** A program that receives webhooks; answers with the statuses given, then 200. */
async function listener(
  ...answers: number[]
): Promise<{ url: string; got: { headers: IncomingHttpHeaders; text: string }[]; server: Server }> {
  const got: { headers: IncomingHttpHeaders; text: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ headers: request.headers, text: Buffer.concat(chunks).toString() });
      const url = new URL(request.url ?? '', 'http://x');
      response.writeHead(answers.shift() ?? 200).end(url.searchParams.get('hub.challenge') ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got, server };
}

describe('what it accepts', () => {
  test.each([
    ['text', text('Karibu')],
    ['text without a type', { ...text('Karibu'), type: undefined }],
    ['text of 4,096 characters to a number with a plus sign, unknown keys', text('x'.repeat(4096), { to: '+44 7700 900123', novelty: 1 })],
    ['text to a BSUID', text('Karibu', { to: undefined, recipient: 'GB.123abc' })],
    [
      'a quote and 512 characters of our data',
      text('Karibu', { context: { message_id: 'wamid.1' }, biz_opaque_callback_data: 'x'.repeat(512) }),
    ],
    ['three buttons', buttons({ id: 'a', title: 'A' }, { id: 'b', title: 'B' }, { id: 'c', title: 'x'.repeat(20) })],
    ['ten rows in two sections', list({ title: 'A', rows: rows(5, 'a') }, { title: 'B', rows: rows(5, 'b') })],
    ['one section without a title', list({ rows: rows(1) })],
    ['a template', { messaging_product: 'whatsapp', to: AMINA, type: 'template', template: { name: 'visit', language: { code: 'sw' } } }],
  ])('%s', async (_name, body) => {
    const graph = await start();
    const answer = await post(graph, body);
    expect(answer.status).toBe(200);
    expect(answer.body.messages?.[0]?.id).toBe(graph.sent[0]?.id);
    expect(graph.sent[0]?.to).toBe(body.to === undefined ? 'GB.123abc' : AMINA);
  });

  test('read receipts', async () => {
    const graph = await start();
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.1' };
    expect(await post(graph, { ...read, typing_indicator: { type: 'text' } })).toEqual({ status: 200, body: { success: true } });
    expect(graph.reads).toEqual([{ id: 'wamid.1', typing: true }]);
    expect((await post(graph, { ...read, message_id: 'x' })).body.error?.code).toBe(131009);
    expect(graph.sent).toEqual([]);
  });
});

describe('what it refuses, with Meta’s code', () => {
  const words = { type: 'body', parameters: [{ type: 'text', text: 'Amina' }] };
  test.each([
    ['no JSON', 'hello', 100],
    ['no product', { ...text('x'), messaging_product: undefined }, 100],
    ['another product', text('x', { messaging_product: 'sms' }), 100],
    ['no recipient', text('x', { to: undefined }), 100],
    ['a recipient that is no number', text('x', { to: 'Amina' }), 131009],
    ['a BSUID that is none', text('x', { to: undefined, recipient: 'Amina' }), 131009],
    ['an unknown type', text('x', { type: 'hologram' }), 100],
    ['a type without its part', text('x', { text: undefined }), 131008],
    ['an empty text', text(''), 131009],
    ['4,097 characters', text('x'.repeat(4097)), 131009],
    ['a text that is a number', text(5), 131009],
    ['513 characters of our data', text('x', { biz_opaque_callback_data: 'x'.repeat(513) }), 100],
    ['a quote without an id', text('x', { context: {} }), 131009],
    ['four buttons', buttons(...['a', 'b', 'c', 'd'].map((id) => ({ id, title: id }))), 131009],
    ['no buttons', buttons(), 131009],
    ['a title of 21', buttons({ id: 'a', title: 'x'.repeat(21) }), 131009],
    ['two buttons with one id', buttons({ id: 'a', title: 'A' }, { id: 'a', title: 'B' }), 131009],
    ['two buttons with one title', buttons({ id: 'a', title: 'A' }, { id: 'b', title: 'A' }), 131009],
    ['a body of 1,025', interactive({ type: 'button', body: { text: 'x'.repeat(1025) }, action: { buttons: [] } }), 131009],
    [
      'a footer of 61',
      { ...buttons({ id: 'a', title: 'A' }), interactive: { ...interactiveOf(), footer: { text: 'x'.repeat(61) } } },
      131009,
    ],
    ['eleven rows', list({ title: 'A', rows: rows(6, 'a') }, { title: 'B', rows: rows(5, 'b') }), 131009],
    ['two rows with one id', list({ rows: [...rows(1), ...rows(1)] }), 131009],
    ['two sections, one without a title', list({ title: 'A', rows: rows(1, 'a') }, { rows: rows(1, 'b') }), 131008],
    ['a description of 73', list({ rows: [{ id: 'a', title: 'A', description: 'x'.repeat(73) }] }), 131009],
    ['a template with an unknown component', template({ type: 'hologram', parameters: [{}] }), 100],
    ['a template with one card', template({ type: 'carousel', cards: [card(0)] }), 131009],
    ['eleven cards', template({ type: 'carousel', cards: Array.from({ length: 11 }, (_, at) => card(at)) }), 131009],
    ['cards out of order', template({ type: 'carousel', cards: [card(1), card(0)] }), 131009],
    ['a card without a header', template({ type: 'carousel', cards: [card(0), { card_index: 1, components: [words] }] }), 131008],
    ['a card with three buttons', template({ type: 'carousel', cards: [card(0), card(1, replies(3))] }), 131009],
    ['an offer that ends in seconds of a day in 1970', template(only('limited_time_offer', { expiration_time_ms: 1_798_124_400 })), 131009],
    ['an offer without its end', template(only('limited_time_offer', {})), 131008],
    ['an order in a state nobody knows', template(only('order_status', { reference_id: 'A', order: { status: 'lost' } })), 131009],
    ['news of an order in the form of an offer', template({ ...only('order_status', {}), type: 'limited_time_offer' }), 132012],
    ['31 products', template(products(16, 15)), 131009],
    ['products without a section title', template(products(1, 1, { title: undefined })), 131008],
    ['an amount that is a text', template({ type: 'body', parameters: [money('100')] }), 131009],
  ])('%s', async (_name, body, code) => {
    const graph = await start();
    const answer = await post(graph, body);
    expect([answer.status, answer.body.error?.code]).toEqual([400, code]);
    expect(graph.sent).toEqual([]);
  });

  function template(...components: object[]): Record<string, unknown> {
    const wanted = { name: 'visit', language: { code: 'sw' }, components };
    return { messaging_product: 'whatsapp', to: AMINA, type: 'template', template: wanted };
  }

  function card(at: number, buttons: object[] = []): object {
    const picture = { type: 'header', parameters: [{ type: 'image', image: { link: 'https://uzima.example/1.jpg' } }] };
    return { card_index: at, components: [picture, ...buttons] };
  }

  function replies(count: number): object[] {
    const parameters = [{ type: 'payload', payload: 'a' }];
    return Array.from({ length: count }, (_, index) => ({ type: 'button', sub_type: 'quick_reply', index: String(index), parameters }));
  }

  function only(type: string, value: object): object {
    return { type, parameters: [{ type, [type]: value }] };
  }

  function products(one: number, other: number, more: object = {}): object {
    const items = (count: number) => Array.from({ length: count }, (_, at) => ({ product_retailer_id: `p${at}` }));
    const sections = [one, other].map((count) => ({ title: 'Teas', product_items: items(count), ...more }));
    const parameters = [{ type: 'action', action: { thumbnail_product_retailer_id: 'p0', sections } }];
    return { type: 'button', sub_type: 'mpm', index: '0', parameters };
  }

  function money(amount: unknown): object {
    return { type: 'currency', currency: { fallback_value: 'KES 100', code: 'KES', amount_1000: amount } };
  }

  function interactiveOf(): object {
    return { type: 'button', body: { text: '?' }, action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] } };
  }

  test('a wrong token, a wrong number, a wrong address', async () => {
    const graph = await start();
    const code = async (options: object) => {
      const { status, body } = await post(graph, text('x'), options);
      return [status, body.error?.code, body.error?.error_subcode];
    };
    expect(await code({ token: 'x' })).toEqual([401, 190, undefined]);
    expect(await code({ path: '/v23.0/5/messages' })).toEqual([400, 100, 33]);
    expect(await code({ path: '/v23.0/5/novelties' })).toEqual([400, 2500, undefined]);
    graph.setAccessToken('new');
    expect(await code({})).toEqual([401, 190, undefined]);
    expect((await post(graph, text('x'), { token: 'new' })).status).toBe(200);
  });
});

describe('webhooks', () => {
  test('are signed over their bytes and hold what the person wrote', async () => {
    const hook = await listener();
    const graph = await start({ webhookUrl: hook.url });
    const { id, status } = await graph.receiveText({ from: AMINA, bsuid: 'GB.1', name: 'Amina', text: 'Habari ☀', at: 1_763_640_000_999 });
    expect(status).toBe(200);
    const [request] = hook.got;
    const signature = createHmac('sha256', 'fake-app-secret')
      .update(request?.text ?? '')
      .digest('hex');
    expect(request?.headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
    const value = {
      contacts: [{ profile: { name: 'Amina' }, wa_id: AMINA, user_id: 'GB.1' }],
      messages: [{ from: AMINA, from_user_id: 'GB.1', id, timestamp: '1763640000', type: 'text', text: { body: 'Habari ☀' } }],
    };
    expect(JSON.parse(request?.text ?? '')).toEqual(changeBody(DEFAULT_NUMBER, value));
  });

  test('are tried again until 200, and given up in the end', async () => {
    const hook = await listener(500, 404, 200, 503, 503, 503);
    const graph = await start({ webhookUrl: hook.url, retry: { firstMs: 1, maxMs: 4, attempts: 3 } });
    expect((await graph.receiveText({ from: AMINA, text: 'One' })).status).toBe(200);
    expect(hook.got).toHaveLength(3);
    expect((await graph.receiveText({ from: AMINA, text: 'Two' })).status).toBe(503);
    expect(hook.got).toHaveLength(6);
    hook.server.close();
    graph.setWebhook('http://127.0.0.1:1/');
    expect(await graph.deliver({}, { attempts: 1 })).toBe(0);
  });

  test('the handshake', async () => {
    const hook = await listener();
    const graph = await start({ webhookUrl: hook.url });
    expect(await graph.verify()).toEqual({ status: 200, answer: '1158201444', ok: true });
  });

  test('statuses give our data back and come in batches', async () => {
    const hook = await listener();
    const graph = await start({ webhookUrl: hook.url, statuses: 'all', batch: { size: 4, inFlight: 1 } });
    await Promise.all(Array.from({ length: 5 }, (_, index) => post(graph, text('x', { biz_opaque_callback_data: `m${index}` }))));
    const statuses = await graph.waitFor(() => allStatuses(hook.got).length === 15 && allStatuses(hook.got));
    expect(statuses.filter(({ id }) => id === graph.sent[0]?.id).map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
    expect(new Set(statuses.map(({ biz_opaque_callback_data }) => biz_opaque_callback_data)).size).toBe(5);
    expect(hook.got.length).toBeLessThan(15);
    expect(Math.max(...hook.got.map((one) => allStatuses([one]).length))).toBeLessThanOrEqual(4);
  });

  test('statuses that were not taken are posted again', async () => {
    const hook = await listener(500);
    const graph = await start({ webhookUrl: hook.url, statuses: 'sent', retry: { firstMs: 1, maxMs: 1, attempts: 3 } });
    await post(graph, text('x'));
    await graph.waitFor(() => hook.got.length === 2);
    expect(hook.got[0]?.text).toBe(hook.got[1]?.text);
  });
});

interface Status {
  id: string;
  status: string;
  recipient_id?: string;
  biz_opaque_callback_data?: string;
  errors?: { code: number }[];
}
function allStatuses(got: { text: string }[]): Status[] {
  interface Body {
    entry: { changes: { value: { statuses: Status[] } }[] }[];
  }
  return got.flatMap(({ text }) =>
    (JSON.parse(text) as Body).entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value.statuses)),
  );
}

describe('the customer service window', () => {
  const hour = 3_600_000;

  test('closes 24 hours after the person wrote: accepted, then a failed status', async () => {
    let now = 1_763_640_000_000;
    const hook = await listener();
    const graph = await start({ webhookUrl: hook.url, closedWindow: 'fail_later', statuses: 'sent', now: () => now });
    const outcome = async (body: unknown) => {
      const seen = hook.got.length;
      expect((await post(graph, body)).status).toBe(200);
      const [status] = await graph.waitFor(() => hook.got.length > seen && allStatuses(hook.got.slice(seen)));
      return status?.errors?.[0]?.code ?? status?.status;
    };
    expect(await outcome(text('Nobody wrote yet'))).toBe(131047);
    await graph.receiveText({ from: AMINA, bsuid: 'GB.1', text: 'Habari' });
    expect(await outcome(text('In time'))).toBe('sent');
    expect(await outcome(text('In time', { to: undefined, recipient: 'GB.1' }))).toBe('sent');
    expect(await outcome(text('Somebody else', { to: '447700900777' }))).toBe(131047);
    now += 24 * hour;
    expect(await outcome(text('Too late'))).toBe(131047);
    expect(
      await outcome({ messaging_product: 'whatsapp', to: AMINA, type: 'template', template: { name: 'visit', language: { code: 'sw' } } }),
    ).toBe('sent');
  });

  test('can be refused at once', async () => {
    const graph = await start({ closedWindow: 'refuse' });
    expect((await post(graph, text('x'))).body.error?.code).toBe(131047);
    expect(graph.sent).toEqual([]);
  });
});

describe('faults', () => {
  test('chance with one seed repeats itself', async () => {
    const run = async (seed: number) => {
      const graph = await start({ seed, faultRates: { server_error: 0.3, rate_limited: 0.2 } });
      const statuses: number[] = [];
      for (let count = 0; count < 40; count += 1) statuses.push((await post(graph, text('x'))).status);
      return { statuses, ids: graph.sent.map(({ id }) => id) };
    };
    const first = await run(7);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
    expect(new Set(first.statuses)).toEqual(new Set([200, 429, 500]));
  });

  test('shares beyond the whole are a mistake', async () => {
    const graph = await start();
    expect(() => graph.setFaultRates({ cut: 0.6, reset: 0.6 })).toThrow('more than 1');
  });

  test('a message accepted twice is a duplicate', async () => {
    const graph = await start();
    graph.inject({ kind: 'cut' });
    const body = text('x', { biz_opaque_callback_data: 'm1' });
    await expect(post(graph, body)).rejects.toThrow();
    await post(graph, body);
    expect(graph.sent.map(({ unanswered }) => unanswered)).toEqual([true, false]);
    expect(graph.duplicates).toEqual([{ messageId: 'm1', ids: graph.sent.map(({ id }) => id) }]);
    graph.reset();
    expect([graph.sent, graph.duplicates]).toEqual([[], []]);
  });
});

test('waiting in vain says so', async () => {
  const graph = await start();
  await expect(graph.waitFor(() => graph.sent[0], 20)).rejects.toThrow('within 20 ms');
});

test('a person at a terminal', async () => {
  const hook = await listener();
  const graph = await start({ webhookUrl: hook.url });
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(graph.url + path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  expect(await ask('POST', '/_fake/receive', { from: AMINA, text: 'Habari' })).toMatchObject({ status: 200, body: { status: 200 } });
  expect(hook.got[0]?.text).toContain('Habari');
  expect((await ask('POST', '/_fake/receive', { text: 'Nobody' })).status).toBe(400);
  await ask('POST', '/_fake/faults', { queue: [{ kind: 'server_error' }], rates: {} });
  expect((await post(graph, text('x'))).status).toBe(500);
  expect((await ask('POST', '/_fake/faults', { queue: [{ kind: 'nonsense' }] })).status).toBe(400);
  await post(graph, text('Karibu'));
  expect((await ask('GET', '/_fake/sent')).body).toMatchObject({ count: 1, sent: [{ to: AMINA, text: 'Karibu' }] });
  expect((await ask('POST', '/_fake/verify')).body).toMatchObject({ ok: true });
  expect((await ask('POST', '/_fake/reset')).status).toBe(200);
  expect((await ask('GET', '/_fake/nonsense')).status).toBe(404);
});
