import { percentile } from '../statistics.ts';

/** What a page asks the API for while somebody works in it, one question after the other. */

export interface Asked {
  readonly what: string;
  readonly times: number;
  /** Milliseconds from asking to the last byte of the answer. */
  readonly p50: number;
  readonly p95: number;
  /** Milliseconds that p95 may take, where somebody has said so. */
  readonly aim: number | null;
}

/** What p95 may take, in ms. */
export interface AskAims {
  readonly list: number | null;
  readonly open: number | null;
  readonly search: number;
  readonly send: number | null;
}

const owner = { login: 'amina@bench.example', password: 'rain on the tin roof' };
/** Before it is counted: caches, plans and compiled code are those of a program at work. */
const warmUp = 20;

export async function measureAsks(url: string, times: number, aims: AskAims): Promise<Asked[]> {
  const ask = await signedIn(url);
  const conversations = await manyConversations(ask);
  const some = (index: number) => conversations[(index * 7919) % conversations.length] as string;
  let cursor = '';
  const page = async () => {
    const found = await ask('GET', `/api/inbox?limit=50${cursor && `&cursor=${cursor}`}`);
    cursor = encodeURIComponent(String(found.nextCursor ?? ''));
  };
  const kinds: [what: string, aim: number | null, (index: number) => Promise<unknown>][] = [
    ['The inbox, its first 50', aims.list, () => ask('GET', '/api/inbox?limit=50')],
    ['The inbox, page after page', aims.list, page],
    ['The inbox, the gravest first', aims.list, () => ask('GET', '/api/inbox?limit=50&sort=risk&attention=true')],
    ['What waits, counted', null, () => ask('GET', '/api/inbox/counts')],
    ['A conversation, opened', aims.open, (index) => opened(ask, some(index))],
    ['A search for a word that many have', aims.search, (index) => ask('GET', `/api/search?q=${commonWords[index % commonWords.length]}`)],
    ['A search for what one has', aims.search, (index) => ask('GET', `/api/search?q=%23BZ${(index * 7919) % 1000}`)],
    ['A search for a name', aims.search, (index) => ask('GET', `/api/search?q=${names[index % names.length]}`)],
    ['Contacts, its first 50', null, () => ask('POST', '/api/contact-list', {})],
    [
      'A message, sent',
      aims.send,
      (index) => ask('POST', `/api/conversations/${some(index)}/messages`, { kind: 'text', text: `Benchmark ${index}` }),
    ],
  ];
  const measured: Asked[] = [];
  for (const [what, aim, one] of kinds) {
    for (let index = 0; index < warmUp; index++) await one(times + index);
    const took: number[] = [];
    for (let index = 0; index < times; index++) {
      const began = performance.now();
      await one(index);
      took.push(performance.now() - began);
    }
    measured.push({ what, times, p50: percentile(took, 0.5), p95: percentile(took, 0.95), aim });
  }
  return measured;
}

const commonWords = ['appointment', 'thank', 'tomorrow', 'nina', 'کل', 'شكرا'].map(encodeURIComponent);
const names = ['Amina', 'Otieno', 'Müller', 'Featherstone', 'محمد', 'کلیم'].map(encodeURIComponent);

type Ask = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

/** As the page does it: the session's cookies, the proof against forged requests, JSON. Throws what is not answered well. */
async function signedIn(url: string): Promise<Ask> {
  const cookies = new Map<string, string>();
  const ask: Ask = async (method, path, body) => {
    const token = [...cookies].find(([name]) => name.endsWith('baraza.csrf'))?.[1] ?? '';
    const answer = await fetch(url + path, {
      method,
      headers: {
        origin: url,
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        'baraza-csrf': token,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text.slice(0, 300)}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  await ask('POST', '/api/auth/sign-in', owner);
  return ask;
}

/** Two thousand of them that are open, as the list gives them. */
async function manyConversations(ask: Ask): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  while (ids.length < 2000) {
    const found = await ask('GET', `/api/inbox?limit=200${cursor && `&cursor=${cursor}`}`);
    ids.push(...(found.items as { id: string }[]).map(({ id }) => id));
    if (typeof found.nextCursor !== 'string') break;
    cursor = encodeURIComponent(found.nextCursor);
  }
  return ids;
}

/** What the page asks for when somebody opens one: its row and its last words. */
function opened(ask: Ask, id: string): Promise<unknown> {
  return Promise.all([ask('GET', `/api/inbox/${id}`), ask('GET', `/api/conversations/${id}/timeline?limit=50`)]);
}
