import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError, askAgainMs, asksAgain, get, passes, post, surroundings } from './api.ts';

const answers: (Response | Error)[] = [];
const asked: { url: string; init: RequestInit }[] = [];
const reached: boolean[] = [];
const ended = vi.fn();
const original = globalThis.fetch;

beforeEach(() => {
  answers.length = asked.length = reached.length = 0;
  ended.mockClear();
  Object.assign(surroundings, { organization: 'clinic', onSessionEnded: ended, onReached: (yes: boolean) => reached.push(yes) });
  vi.stubGlobal('document', { cookie: 'a=1; baraza.csrf=t0ken' });
  globalThis.fetch = async (url, init) => {
    asked.push({ url: String(url), init: init ?? {} });
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer;
  };
});
afterEach(() => {
  globalThis.fetch = original;
  vi.unstubAllGlobals();
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

it('names the organization, leaves out empty queries, and sends a key that counts once', async () => {
  answers.push(json(200, { items: [] }), json(201, { id: '1' }));
  await get('/api/contacts', { query: { q: 'ana', cursor: undefined, limit: 20 } });
  await post('/api/contacts', { body: { name: 'Ana' }, once: 'k1' });
  expect(asked[0]?.url).toBe('/api/contacts?q=ana&limit=20');
  expect(asked[1]?.init.headers).toMatchObject({
    'baraza-organization': 'clinic',
    'idempotency-key': 'k1',
    'baraza-csrf': 't0ken',
    'content-type': 'application/json',
  });
  expect(reached).toEqual([true, true]);
});

it('gives every field its fault', async () => {
  const fields = [{ field: 'name', message: 'must not be empty' }];
  answers.push(json(400, { error: { code: 'bad_request', message: 'name must not be empty.', details: { field: 'name', fields } } }));
  const error = await post('/api/contacts', { body: {} }).catch((fault: ApiError) => fault);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).fields).toEqual(fields);
  expect(passes(error)).toBe(false);
});

it('says when to try again, and that somebody has to sign in again', async () => {
  answers.push(json(429, { error: { code: 'too_many_requests', message: '', details: {} } }, { 'retry-after': '7' }));
  answers.push(json(401, { error: { code: 'unauthenticated', message: '', details: {} } }));
  const slow = (await get('/api/contacts').catch((fault: ApiError) => fault)) as ApiError;
  expect(slow.retryAfterSeconds).toBe(7);
  expect(passes(slow)).toBe(true);
  await expect(get('/api/contacts')).rejects.toMatchObject({ status: 401 });
  expect(ended).toHaveBeenCalledOnce();
});

it('tells a server that is away from one that refuses', async () => {
  answers.push(new TypeError('Failed to fetch'), new Response('<html>Bad gateway</html>', { status: 502 }));
  await expect(get('/api/contacts')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
  await expect(get('/api/contacts')).rejects.toMatchObject({ status: 502, code: 'unavailable' });
  expect(reached).toEqual([false, false]);
});

it('leaves an abandoned request an abandoned request', async () => {
  answers.push(new DOMException('gone', 'AbortError'));
  await expect(get('/api/contacts')).rejects.toMatchObject({ name: 'AbortError' });
  expect(reached).toEqual([]);
});

it('a page asks again what passes soon, and says at once what does not', () => {
  const away = new ApiError(503, 'unavailable', '');
  expect([0, 1, 2].map((times) => asksAgain(times, away))).toEqual([true, true, false]);
  expect(asksAgain(0, new ApiError(429, 'too_many_requests', '', { retryAfterSeconds: 30 }))).toBe(false);
  expect(asksAgain(0, new ApiError(404, 'not_found', ''))).toBe(false);
  // Until then it shows that something is on its way: two seconds at most.
  expect(askAgainMs(0) + askAgainMs(1)).toBeLessThanOrEqual(2000);
});
