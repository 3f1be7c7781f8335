import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { signatureHeaders } from '#platform/signature.ts';
import { bytesOf } from '#tests/kit/bytes.ts';
import { openReceiver } from '#tests/kit/receiver.ts';
import { openStory } from '#tests/kit/story.ts';

/** Files that come through a gateway as addresses: fetched from where they may be fetched, and looked at. */

const story = await openStory();
const secret = 'a secret both sides have agreed upon';
const gateway = await openReceiver();
const stranger = await openReceiver();
beforeEach(async () => {
  await story.reset();
  gateway.reset();
  stranger.reset();
  const settings = { gateway: 'bot', url: gateway.url };
  const body = { type: 'gateway', name: 'Bot builder', settings, secrets: { signingSecret: secret }, assistant: { kind: 'echo' } };
  expect((await story.ask('POST', '/api/channels', { body })).status).toBe(201);
});
afterAll(async () => {
  await story.end();
  await gateway.close();
  await stranger.close();
});

/** The gateway serves this file, and takes what we say. */
function serve(file: { status?: number; body?: string | Buffer; type?: string; headers?: Record<string, string> } | 'endless') {
  gateway.answer = ({ json }) => {
    if (json !== null) return { status: 200, body: JSON.stringify({ id: json.id }) };
    if (file === 'endless') return file;
    return { status: 200, headers: { ...(file.type ? { 'content-type': file.type } : {}), ...file.headers }, ...file };
  };
}
const fileUrl = () => new URL('/files/1', gateway.url).href;

async function send(media: object, text?: string): Promise<void> {
  const body = JSON.stringify({ messages: [{ id: 'm1', from: { id: 'amina' }, ...(text === undefined ? {} : { text }), media }] });
  const headers = signatureHeaders([{ id: 'k1', secret }], { id: 'r1', at: story.clock.now(), body });
  const url = story.webhookUrl.replace('whatsapp', 'gateway');
  expect((await fetch(url, { method: 'POST', headers: { ...headers, 'baraza-gateway': 'bot' }, body })).status).toBe(200);
}
const message = async () => {
  const [row] = await story.rows("select id from messages where content ? 'media'");
  return (await story.ask('GET', `/api/messages/${row?.id}`)).body;
};
const fetched = () =>
  story.watch.until(async () => {
    const now = await message();
    return now.content.media.state !== 'waiting' && now;
  });

describe('a file at the gateway’s own address', () => {
  test('is fetched without credentials, kept with its caption and name, and answered', async () => {
    serve({ body: bytesOf.jpeg, type: 'image/jpeg' });
    await send({ kind: 'image', url: fileUrl(), name: 'knee.jpg' }, 'My knee');
    const { kind, text, content, raw } = await fetched();
    expect({ kind, text, content, raw }).toEqual({
      kind: 'image',
      text: 'My knee',
      content: {
        media: { state: 'stored', file: expect.any(String), mediaType: 'image/jpeg', size: bytesOf.jpeg.length },
        fileName: 'knee.jpg',
      },
      raw: null,
    });
    const asked = gateway.received.find((one) => one.json === null);
    expect(Object.keys(asked?.headers ?? {}).filter((name) => /authorization|cookie|baraza/.test(name))).toEqual([]);
    await story.settled();
    expect(gateway.received.filter((one) => one.json !== null).map((one) => one.json.content.text)).toEqual(['echo: My knee']);
  });

  test.each([
    ['voice', bytesOf.voice, 'audio/ogg', 'audio/ogg'],
    ['audio', bytesOf.mp4, 'audio/mp4', 'audio/mp4'],
    ['document', bytesOf.pdf, 'application/octet-stream', 'application/pdf'],
    ['sticker', bytesOf.webp, 'image/webp', 'image/webp'],
  ])('of the kind %s', async (kind, body, type, mediaType) => {
    serve({ body, type });
    await send({ kind, url: fileUrl() });
    const seen = await fetched();
    expect(seen).toMatchObject({ kind, content: { media: { state: 'stored', mediaType } } });
    expect(seen.content.voice).toBe(kind === 'voice' ? true : undefined);
  });

  test('that its server is in trouble with is asked for again', async () => {
    serve({ status: 503 });
    await send({ kind: 'image', url: fileUrl() });
    await story.watch.until(async () => (await story.rows("select id from messages where content #>> '{media,attempts}' = '1'"))[0]);
    serve({ body: bytesOf.jpeg, type: 'image/jpeg' });
    await story.pass(15);
    expect((await fetched()).content.media.state).toBe('stored');
  });

  test.each([
    ['is gone', { status: 404 }, 'expired', /any more \(404\)/],
    ['is refused', { status: 403 }, 'failed', /refused it \(403\)/],
    ['leads elsewhere', { status: 302, headers: { location: 'http://169.254.169.254/' } }, 'failed', /not followed/],
    ['is empty', { body: '' }, 'failed', /empty/],
    ['is a program', { body: bytesOf.program, type: 'image/jpeg' }, 'wrong_type', /program/],
    ['is a page with scripts', { body: bytesOf.svg, type: 'image/svg+xml' }, 'wrong_type', /./],
    ['is no picture', { body: bytesOf.pdf, type: 'application/pdf' }, 'wrong_type', /does not fit/],
  ] as const)('that %s is said so on the message', async (_what, file, state, reason) => {
    serve(file);
    await send({ kind: 'image', url: fileUrl() });
    expect((await fetched()).content.media).toEqual({ state, reason: expect.stringMatching(reason), advice: expect.any(String) });
    expect(await story.rows('select id from files')).toEqual([]);
    expect(gateway.received.filter((one) => one.json === null)).toHaveLength(1);
  });

  test('that never ends is left at its limit', async () => {
    serve('endless');
    await send({ kind: 'sticker', url: fileUrl() });
    expect((await fetched()).content.media).toMatchObject({ state: 'too_large', reason: expect.stringContaining('1 MB') });
  });
});

describe('a file at another address', () => {
  test.each([
    ['of this machine', () => stranger.url.replace('http:', 'https:')],
    ['of this machine, by name', () => `https://localhost:${new URL(stranger.url).port}/`],
    ['of this machine, as a number', () => 'https://2130706433/'],
    ['of this machine, in IPv6', () => 'https://[::ffff:127.0.0.1]/'],
    ['of a cloud’s own data', () => 'https://169.254.169.254/latest/meta-data'],
    ['of the network inside', () => 'https://10.0.0.8/'],
  ])('%s is not asked, though the channel itself may reach it', async (_what, url) => {
    await send({ kind: 'image', url: url() });
    expect((await fetched()).content.media).toMatchObject({ state: 'failed', reason: expect.stringContaining('private network') });
    expect(stranger.received).toEqual([]);
  });

  test('without encryption is not asked', async () => {
    await send({ kind: 'image', url: stranger.url });
    expect((await fetched()).content.media).toMatchObject({ state: 'failed', reason: expect.stringContaining('https://') });
    expect(stranger.received).toEqual([]);
  });

  test('with a password in it is not asked', async () => {
    await send({ kind: 'image', url: 'https://me:secret@files.example.org/1' });
    const { content } = await fetched();
    expect(content.media).toMatchObject({ state: 'failed', reason: expect.stringContaining('password') });
    expect(JSON.stringify(content)).not.toContain('secret');
  });
});

test.each(['ftp://files.example.org/1', 'file:///etc/passwd', 'javascript:alert(1)', 'not an address'])(
  '%s is no address: it is in the log, and no message is made of it',
  async (url) => {
    await send({ kind: 'image', url });
    expect(await story.rows('select id from messages')).toEqual([]);
    const [row] = await story.rows('select reason from channel_log');
    expect(row?.reason).toMatch(/media\.url/);
  },
);
