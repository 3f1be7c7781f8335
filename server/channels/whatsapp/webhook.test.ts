import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { directoryKeys, Secrets, Settings } from './account.ts';
import { whatsapp } from './index.ts';
import { clinic, envelope } from './testdata/clinic.ts';
import { webhook } from './webhook.ts';

const message = { from: '447700900123', id: 'wamid.1', timestamp: '1763640000', type: 'text', text: { body: 'Habari ☀' } };
const body = Buffer.from(JSON.stringify(envelope({ messages: [message] })));

function sign(bytes: Buffer, secret = clinic.secrets.appSecret): string {
  return `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
}

function proven(header: string | undefined, account = clinic, bytes = body): boolean {
  const [part] = webhook.open({ body: bytes, headers: { 'x-hub-signature-256': header } }).parts;
  return part?.proven(account) != null;
}

describe('signature', () => {
  test('the app secret of the very account proves it', () => {
    expect(proven(sign(body))).toBe(true);
    expect(proven(sign(body, 'another secret'))).toBe(false);
    expect(proven(sign(body), { ...clinic, secrets: { ...clinic.secrets, appSecret: 'another secret' } })).toBe(false);
  });

  test('a vector made with OpenSSL', () => {
    // printf '{"object":"whatsapp_business_account","entry":[{"id":"2","changes":[{"field":"x"}]}]}' | openssl dgst -sha256 -hmac clinic-app-secret
    const bytes = Buffer.from('{"object":"whatsapp_business_account","entry":[{"id":"2","changes":[{"field":"x"}]}]}');
    expect(proven('sha256=bbc5c05cfc00bfeacedd3bd978f655af3a4827fc0ea4097c1075fc203e1c2477', clinic, bytes)).toBe(true);
  });

  test('covers every byte as it came, however JSON could be written otherwise', () => {
    const spaced = Buffer.from(`${body.toString()} `);
    expect(proven(sign(body), clinic, spaced)).toBe(false);
    const escaped = Buffer.from(body.toString().replace('☀', '\\u2600'));
    expect(proven(sign(escaped), clinic, escaped)).toBe(true);
    expect(proven(sign(escaped))).toBe(false);
  });

  test.each([
    ['no header', undefined],
    ['an empty one', ''],
    ['the old SHA-1', sign(body).replace('sha256=', 'sha1=')],
    ['no prefix', sign(body).slice(7)],
    ['a prefix in capitals', sign(body).replace('sha256', 'SHA256')],
    ['a digit short', sign(body).slice(0, -1)],
    ['a digit more', `${sign(body)}0`],
    ['a line more', `${sign(body)}\n`],
    ['no hex', `sha256=${'g'.repeat(64)}`],
    ['two of them', `${sign(body)}, ${sign(body)}`],
  ])('is not proven by %s', (_name, header) => expect(proven(header)).toBe(false));

  test('many parts cost one HMAC for each secret', () => {
    const change = (envelope({ messages: [message] }) as { entry: { changes: unknown[] }[] }).entry[0]?.changes[0];
    const changes = Array.from({ length: 900 }, () => change);
    const text = { object: 'whatsapp_business_account', entry: [{ id: '2', changes }], pad: 'x'.repeat(1_000_000) };
    const bytes = Buffer.from(JSON.stringify(text));
    const parts = [...webhook.open({ body: bytes, headers: { 'x-hub-signature-256': sign(bytes) } }).parts];
    const start = performance.now();
    expect(parts.every((part) => part.proven(clinic) === 'current')).toBe(true);
    // 900 HMACs over 1.2 MB take about half a second or more; one takes under 5 ms.
    expect(performance.now() - start).toBeLessThan(250);
  });
});

describe('a body that is not of WhatsApp’s form', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  test.each([
    ['empty', Buffer.alloc(0), 'empty'],
    ['not JSON', Buffer.from('hello'), 'JSON'],
    ['cut in the middle', body.subarray(0, -10), 'JSON'],
    ['a string', Buffer.from('"whatsapp_business_account"'), 'not an object'],
    ['nested without end', Buffer.from('['.repeat(1_000_000)), 'JSON'],
    ['nested half a million levels', Buffer.from(nested(500_000)), 'not an object'],
    ['nested behind a tricky string', Buffer.from(`{"a":"\\"[{","object":${'['.repeat(70)}`), 'JSON'],
  ])('%s', (_name, bytes, reason) => {
    const { parts, fault } = webhook.open({ body: bytes, headers: {} });
    expect(fault).toContain(reason);
    for (const part of parts) expect(part.read(clinic).notices).toEqual([{ kind: 'unreadable', reason: fault, raw: expect.any(String) }]);
  });

  test('brackets inside strings are not nesting', () => {
    const value = { messages: [{ ...message, text: { body: '[{"\\'.repeat(500) } }] };
    const [part] = webhook.open({ body: Buffer.from(JSON.stringify(envelope(value))), headers: {} }).parts;
    expect(part?.read(clinic).messages[0]?.text).toBe('[{"\\'.repeat(500));
  });

  test('changes come one by one, however many', () => {
    const changes = Array.from({ length: 5000 }, () => ({ field: 'x' }));
    const many = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '2', changes }] }));
    expect([...webhook.open({ body: many, headers: {} }).parts]).toHaveLength(5000);
  });

  test('names the channels it was for: the number, else the account', () => {
    const keys = (text: string) => [...webhook.open({ body: Buffer.from(text), headers: {} }).parts].map((part) => part.key);
    expect(keys(body.toString().slice(0, -3))).toEqual([{ kind: 'whatsapp.number', value: '100000000000001' }]);
    expect(keys('{"object":"page","entry":[{"id":"200000000000001"}]}')).toEqual([{ kind: 'whatsapp.account', value: '200000000000001' }]);
    expect(keys('hello')).toEqual([]);
  });
});

describe('a body that is damaged in a place', () => {
  const read = (bytes: Buffer) => [...webhook.open({ body: bytes, headers: {} }).parts].map((part) => part.read(clinic))[0];
  const nest = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const good = { ...message, id: 'wamid.2' };
  const withDeep = (place: string, depth: number) =>
    Buffer.from(
      JSON.stringify(envelope({ messages: [{ ...message, [place]: { body: 'Habari', deep: 'HERE' } }, good] })).replace(
        '"HERE"',
        nest(depth),
      ),
    );

  test.each([50, 1000, 100_000])('%i levels deep beside the words: the words are taken, and what was left out is said', (depth) => {
    const reception = read(withDeep('text', depth));
    expect(reception?.messages.map(({ providerId, text }) => [providerId, text])).toEqual([
      ['wamid.1', 'Habari'],
      ['wamid.2', 'Habari ☀'],
    ]);
    const reasons = reception?.notices.map(({ reason }) => reason);
    expect(reasons).toEqual(depth === 50 ? [] : ['Taken without this: what is nested more than 64 levels deep.']);
  });

  test('too deep where the words should be: a notice, and the message beside it is taken', () => {
    const text = JSON.stringify(envelope({ messages: [{ ...message, text: { body: 'HERE' } }, good] })).replace('"HERE"', nest(1000));
    const reception = read(Buffer.from(text));
    expect(reception?.messages.map(({ providerId }) => providerId)).toEqual(['wamid.2']);
    expect(reception?.notices[0]?.reason).toBe('text.body is not a string; what is nested more than 64 levels deep');
  });

  test('a byte that is not UTF-8: the words are taken with a mark in its place', () => {
    const bytes = Buffer.from(JSON.stringify(envelope({ messages: [message, good] })));
    bytes[bytes.indexOf('Habari') + 2] = 0xff;
    const reception = read(bytes);
    expect(reception?.messages.map(({ text }) => text)).toEqual(['Ha\ufffdari ☀', 'Habari ☀']);
    expect(reception?.notices).toEqual([
      {
        kind: 'unreadable',
        reason: 'Taken without this: bytes that are not UTF-8, replaced.',
        raw: expect.objectContaining({ id: 'wamid.1' }),
      },
    ]);
  });

  test('the mark alone, sent as a character, is no damage', () => {
    const marked = { ...message, text: { body: 'a\ufffdb' } };
    expect(read(Buffer.from(JSON.stringify(envelope({ messages: [marked] }))))?.notices).toEqual([]);
  });
});

describe('handshake', () => {
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'word', 'hub.challenge': '1158201444' };

  test('leads to the channel by its verify token and answers with the challenge', () => {
    expect(webhook.handshake(query)).toEqual({ key: { kind: 'whatsapp.verify', value: 'word' }, answer: '1158201444' });
  });

  test.each([
    ['another mode', { ...query, 'hub.mode': 'unsubscribe' }],
    ['no token', { ...query, 'hub.verify_token': '' }],
    ['no challenge', { ...query, 'hub.challenge': undefined }],
    ['a challenge far too long', { ...query, 'hub.challenge': 'x'.repeat(257) }],
    ['nothing', {}],
  ])('%s is no handshake', (_name, bad) => expect(webhook.handshake(bad)).toBeNull());
});

describe('what a person configures', () => {
  test('defaults to Meta’s address and version', () => {
    const settings = Settings.parse({ phoneNumberId: '1', businessAccountId: '2', displayPhoneNumber: '+44 7700 900999' });
    expect(settings).toMatchObject({ graphUrl: 'https://graph.facebook.com', graphVersion: 'v23.0' });
  });

  test.each([
    ['the phone number in place of its id', { phoneNumberId: '+44 7700 900999' }],
    ['an address that is no web address', { graphUrl: 'file:///etc/passwd' }],
    ['a version that leads elsewhere', { graphVersion: '../v23.0' }],
  ])('refuses %s', (_name, change) => {
    expect(Settings.safeParse({ ...clinic.settings, ...change }).success).toBe(false);
  });

  test('refuses an empty secret, which would prove anybody', () => {
    expect(Secrets.safeParse({ ...clinic.secrets, appSecret: '' }).success).toBe(false);
  });

  test('is found by number, account and verify token; only the number is one channel’s own', () => {
    expect(directoryKeys(clinic.settings, clinic.secrets)).toEqual([
      { kind: 'whatsapp.number', value: '100000000000001', unique: true },
      { kind: 'whatsapp.account', value: '200000000000001', unique: false },
      { kind: 'whatsapp.verify', value: 'clinic-verify-token', unique: false },
    ]);
    expect(whatsapp.type).toBe('whatsapp');
  });
});
