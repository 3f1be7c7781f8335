import { describe, expect, test } from 'vitest';
import { ChannelError, type OutboundMessage } from '#channels/channel.ts';
import { HttpFault } from '#platform/http/client.ts';
import { errorCodeOf, outcomeOf, troubleOf } from './error-codes.ts';
import { acknowledge, send } from './send.ts';
import { clinic, ioThatAnswers } from './testdata/clinic.ts';

/** The request as a whole, and faults of the connection. Bodies and answers: testdata/sends.json, answers.json. */

const accepted = { status: 200, headers: {}, text: '{"messages":[{"id":"wamid.8"}]}' };
const message: OutboundMessage = {
  id: '019a9d3e-7b00-7000-8000-000000000001',
  recipient: { to: '447700900123' },
  content: { kind: 'text', text: 'Karibu!' },
};

test('the request', async () => {
  const io = ioThatAnswers(accepted);
  const account = { ...clinic, settings: { ...clinic.settings, graphUrl: 'http://127.0.0.1:9900/', graphVersion: 'v24.0' } };
  expect(await send(message, account, io)).toEqual({ providerId: 'wamid.8' });
  expect(io.requests).toEqual([
    {
      method: 'POST',
      url: 'http://127.0.0.1:9900/v24.0/100000000000001/messages',
      headers: { authorization: 'Bearer clinic-access-token', 'content-type': 'application/json' },
      timeoutMs: 15_000,
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '447700900123',
        biz_opaque_callback_data: message.id,
        type: 'text',
        text: { body: 'Karibu!' },
      }),
    },
  ]);
});

test('what WhatsApp would refuse costs no request', async () => {
  const io = ioThatAnswers(accepted);
  const long: OutboundMessage = { ...message, content: { kind: 'text', text: 'x'.repeat(4097) } };
  await expect(send(long, clinic, io)).rejects.toMatchObject({ outcome: 'never', trouble: { code: 'whatsapp.too_long' } });
  expect(io.requests).toEqual([]);
});

test.each([
  [false, 'later'],
  [true, 'unknown'],
])('a connection that broke, reached: %s → %s', async (reached, outcome) => {
  const fault = new HttpFault('broken', { reached });
  const error = await send(message, clinic, ioThatAnswers(fault)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ChannelError);
  expect(error).toMatchObject({ outcome, cause: fault });
});

test('any other error is a bug and stays what it is', async () => {
  const bug = new TypeError('a bug');
  await expect(send(message, clinic, ioThatAnswers(bug))).rejects.toBe(bug);
});

test.each([
  [false, {}],
  [true, { typing_indicator: { type: 'text' } }],
])('the read receipt, typing: %s', async (typing, extra) => {
  const io = ioThatAnswers({ status: 200, headers: {}, text: '{"success":true}' });
  await acknowledge({ providerId: 'wamid.1', typing }, clinic, io);
  expect(JSON.parse(String(io.requests[0]?.body))).toEqual({
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: 'wamid.1',
    ...extra,
  });
});

describe('the table of error codes', () => {
  test.each([
    [[0, 190, 3, 10, 200, 299, 131005, 33, 368, 131031, 131037, 131042, 131045, 133010], 'account'],
    [[4, 80007, 130429, 131048, 131056, 131057, 131064, 133016], 'paced'],
    [[1, 2, 131000, 131016, 131053, 133004, 135000], 'later'],
    [[131047], 'window'],
    [[100, 130472, 130497, 131008, 131009, 131021, 131026, 131030, 131049, 131050, 131051, 131052, 131062, 131063], 'never'],
    [[132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 132069], 'never'],
    [[137000, 139100, 139101, 139102, 139103, 2388040], 'never'],
  ])('%j: %s', (codes, outcome) => {
    for (const code of codes) {
      expect(errorCodeOf({ code }), String(code)).toBeDefined();
      expect(outcomeOf({ code }), String(code)).toBe(outcome);
    }
  });

  test('only 131056 concerns one contact alone', () => {
    const paced = [4, 80007, 130429, 131048, 131056, 131057, 131064, 133016];
    expect(paced.filter((code) => errorCodeOf({ code })?.scope === 'contact')).toEqual([131056]);
  });

  test('keeps the provider’s own words beside ours', () => {
    expect(troubleOf({ code: 131026, message: 'Message undeliverable' }).provider).toEqual({
      code: '131026',
      message: 'Message undeliverable',
    });
  });
});
