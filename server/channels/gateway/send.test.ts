import { describe, expect, test } from 'vitest';
import type { ChannelIo, OutboundMessage } from '#channels/channel.ts';
import type { OutboundContent } from '#contract/messages.ts';
import { HttpFault, type HttpRequest } from '#platform/http/client.ts';
import { isSignedWith } from '#platform/signature.ts';
import type { GatewayAccount } from './account.ts';
import { send } from './send.ts';

const at = new Date('2026-11-20T14:00:00.000Z');
const account = (abilities = { textLength: 200, buttons: 2, listRows: 0 }): GatewayAccount => ({
  organizationId: 'o',
  channelId: 'c',
  settings: { gateway: 'bot', url: 'https://bot.example/in', abilities },
  secrets: { signingSecret: 'a secret both sides have agreed upon' },
});
const message = (content: OutboundContent): OutboundMessage => ({ id: 'm1', recipient: { id: 'amina' }, content });

const io: ChannelIo = {
  signal: new AbortController().signal,
  fetch: () => Promise.reject(new Error('not expected')),
  open: () => Promise.reject(new Error('not expected')),
};

async function sent(content: OutboundContent): Promise<HttpRequest> {
  let seen: HttpRequest | undefined;
  const watched: ChannelIo = {
    ...io,
    fetch: async (request) => {
      seen = request;
      return { status: 200, headers: {}, text: '{"id":"g1"}' };
    },
  };
  await send(message(content), account(), { io: watched, at });
  return seen as HttpRequest;
}
const contentOf = async (content: OutboundContent) => JSON.parse(String((await sent(content)).body)).content;
const choices = ['Hours', 'Prices', 'A person'].map((title, n) => ({ id: `c${n}`, title }));

test('the request is signed over its very bytes', async () => {
  const { headers, body: sentBody, url } = await sent({ kind: 'text', text: 'Karibu!' });
  const body = String(sentBody);
  expect(url).toBe('https://bot.example/in');
  expect(JSON.parse(body)).toEqual({ id: 'm1', gateway: 'bot', to: { id: 'amina' }, content: { kind: 'text', text: 'Karibu!' } });
  expect(isSignedWith('a secret both sides have agreed upon', { headers, body: Buffer.from(body) })).toBe(true);
});

describe('what the gateway cannot show', () => {
  test('becomes numbers to type', async () => {
    const numbered = { kind: 'text', text: 'What is it?\n\n1. Hours\n2. Prices\n3. A person' };
    expect(await contentOf({ kind: 'buttons', text: 'What is it?', buttons: choices })).toEqual(numbered);
    expect(await contentOf({ kind: 'list', text: 'What is it?', button: 'Choose', sections: [{ rows: choices }] })).toEqual(numbered);
    const two = { kind: 'buttons' as const, text: 'What is it?', buttons: choices.slice(0, 2) };
    expect(await contentOf(two)).toEqual(two);
  });

  test('and cannot be written as text is refused for ever', async () => {
    await expect(sent({ kind: 'location', latitude: 1, longitude: 2 })).rejects.toMatchObject({ outcome: 'never', field: 'kind' });
  });

  test('and is too long is refused for ever, naming the limit', async () => {
    await expect(sent({ kind: 'text', text: 'x'.repeat(201) })).rejects.toMatchObject({ outcome: 'never', field: 'text' });
  });
});

test.each([
  [true, 'unknown'],
  [false, 'later'],
])('a request that may have arrived (%s) is %s', async (reached, outcome) => {
  const fetch = () => Promise.reject(new HttpFault('gone', { reached }));
  await expect(send(message({ kind: 'text', text: 'x' }), account(), { io: { ...io, fetch }, at })).rejects.toMatchObject({ outcome });
});
