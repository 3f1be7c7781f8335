import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message } from '#contract/conversations.ts';

const kept = new Map<string, string>();
const asked: { url: string; key: string; body: Record<string, unknown> }[] = [];
const answers: (Response | Error)[] = [];
const original = globalThis.fetch;
const taken = { onMessage: vi.fn<(message: Message) => void>(), onNote: vi.fn() };

beforeEach(() => {
  kept.clear();
  asked.length = answers.length = 0;
  taken.onMessage.mockClear();
  vi.stubGlobal('document', { cookie: '' });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  globalThis.fetch = async (url, init) => {
    const headers = init?.headers as Record<string, string>;
    asked.push({ url: String(url), key: headers['idempotency-key'] ?? '', body: JSON.parse(String(init?.body)) });
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer;
  };
});
afterEach(() => {
  globalThis.fetch = original;
  vi.unstubAllGlobals();
});

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const refusal = (status: number, code: string, details = {}) => json(status, { error: { code, message: 'No.', details } });
const hello = { type: 'message', body: { kind: 'text', text: 'Hello', seenTo: 'm1' } } as const;
let pages = 0;
/** Anew for each test, as a page that is loaded anew. Only this one: `vi.resetModules` would take every module from the test files after it. */
const load = (): Promise<typeof import('./outgoing.ts')> => {
  const address = `${import.meta.dirname}/outgoing.ts?page=${++pages}`;
  return import(address);
};

describe('what is sent off', () => {
  it('is in sight at once, and leaves when the server has it', async () => {
    const { sendOff, outgoingOf } = await load();
    answers.push(json(201, { id: 'm2' }));
    const sent = sendOff('c1', hello, taken);
    expect(outgoingOf('c1')).toMatchObject([{ state: 'sending', said: hello }]);
    await sent;
    expect(outgoingOf('c1')).toEqual([]);
    expect(taken.onMessage).toHaveBeenCalledWith({ id: 'm2' });
    expect(kept.size).toBe(0);
  });

  it('stays with its reason when it was refused, and goes once more with the same key', async () => {
    const { sendOff, sendAgain, outgoingOf } = await load();
    answers.push(new TypeError('Failed to fetch'), json(201, { id: 'm2' }));
    await sendOff('c1', hello, taken);
    const [one] = outgoingOf('c1');
    expect(one).toMatchObject({ state: 'failed', error: { code: 'unreachable' } });
    await sendAgain(one as never, taken);
    expect(outgoingOf('c1')).toEqual([]);
    expect(asked[1]?.key).toBe(asked[0]?.key);
    expect(asked[0]?.key).not.toBe('');
  });

  it('goes once more by itself soon after it did not reach the server, and not what was refused, nor hours later', async () => {
    const { sendOff, outgoingOf, goesByItself } = await load();
    answers.push(new TypeError('Failed to fetch'), refusal(409, 'outbox.opted_out'));
    await sendOff('c1', hello, taken);
    await sendOff('c2', hello, taken);
    const [lost, refused] = [outgoingOf('c1')[0], outgoingOf('c2')[0]];
    const at = Date.parse(lost?.at ?? '');
    expect(goesByItself(lost as never, new Date(at + 60_000))).toBe(true);
    expect(goesByItself(lost as never, new Date(at + 3_600_000))).toBe(false);
    expect(goesByItself(refused as never, new Date(at))).toBe(false);
  });

  it('asks before it is the second answer; sent anyway it is another request', async () => {
    const { sendOff, sendAnyway, outgoingOf } = await load();
    const details = { author: 'member', authorId: 'ben', at: '2026-11-20T10:00:00Z', messageId: 'm9' };
    answers.push(refusal(409, 'desk.answered_meanwhile', details), json(201, { id: 'm2' }));
    await sendOff('c1', hello, taken);
    expect(outgoingOf('c1')).toMatchObject([{ state: 'answered', answered: details }]);
    await sendAnyway(outgoingOf('c1')[0] as never, taken);
    expect(asked[1]?.body).toMatchObject({ text: 'Hello', anyway: true });
    expect(asked[1]?.key).not.toBe(asked[0]?.key);
    expect(outgoingOf('c1')).toEqual([]);
  });

  it('outlives a reload with its key: nobody knows whether it arrived', async () => {
    const first = await load();
    answers.push(new TypeError('gone'));
    await first.sendOff('c1', hello, taken);
    const { outgoingOf, sendAgain } = await load();
    expect(outgoingOf('c1')).toMatchObject([{ state: 'failed', error: null, said: hello }]);
    answers.push(json(201, { id: 'm2' }));
    await sendAgain(outgoingOf('c1')[0] as never, taken);
    expect(asked[1]?.key).toBe(asked[0]?.key);
  });

  it('is gone when somebody throws it away', async () => {
    const { sendOff, forget, outgoingOf } = await load();
    answers.push(refusal(409, 'outbox.opted_out'));
    await sendOff('c1', { type: 'note', text: 'x', mentions: [] }, taken);
    expect(asked[0]?.url).toBe('/api/conversations/c1/notes');
    forget(outgoingOf('c1')[0] as never);
    expect(outgoingOf('c1')).toEqual([]);
    expect(kept.size).toBe(0);
  });
});

it('puts words below what can carry them', async () => {
  const { fileMessage } = await load();
  const words = { text: 'Look', quotes: 'm1' };
  expect(fileMessage('f', { use: 'image', name: 'a.png' }, words)).toEqual({ kind: 'image', file: 'f', text: 'Look', quotes: 'm1' });
  expect(fileMessage('f', { use: 'document', name: 'a.pdf' }, { text: ' ' })).toEqual({ kind: 'document', file: 'f', fileName: 'a.pdf' });
  expect(fileMessage('f', { use: 'audio', name: 'voice.ogg' }, words)).toEqual({ kind: 'audio', file: 'f', quotes: 'm1' });
});
