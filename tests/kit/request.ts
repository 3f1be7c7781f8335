import type { FastifyInstance, InjectOptions } from 'fastify';
import { expect } from 'vitest';
import { testUrl } from './app.ts';
import type { Tenant } from './cast.ts';

/** An answer as tests look at it. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what is in an answer is what the test is about.
  readonly body: any;
  readonly headers: Record<string, string | string[] | number | undefined>;
}

export interface Asking {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export type Ask = (method: NonNullable<InjectOptions['method']>, path: string, asking?: Asking) => Promise<Answer>;

/** Asks with these headers each time. */
export function asker(server: FastifyInstance, always: Record<string, string> = {}): Ask {
  return async (method, path, { body, headers } = {}) => {
    const answer = await server.inject({
      method,
      url: path,
      headers: { ...always, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const json = String(answer.headers['content-type'] ?? '').includes('json') && answer.body !== '';
    return { status: answer.statusCode, body: json ? answer.json() : answer.body, headers: answer.headers };
  };
}

export const asNobody = (server: FastifyInstance): Ask => asker(server);

export const asKey = (server: FastifyInstance, tenant: Pick<Tenant, 'apiKey'>): Ask =>
  asker(server, { authorization: `Bearer ${tenant.apiKey}` });

/** Signs in as a browser on our own pages would. */
export async function signIn(server: FastifyInstance, person: { email: string; password: string }): Promise<Ask> {
  return asker(server, await headersOf(server, person));
}

/** What a browser sends with every request that has signed in. */
export async function headersOf(server: FastifyInstance, person: { email: string; password: string }): Promise<Record<string, string>> {
  const answer = await asNobody(server)('POST', '/api/auth/sign-in', {
    body: { login: person.email, password: person.password },
    headers: { origin: testUrl },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return browserHeaders(answer);
}

/** Its cookies alone. */
export async function cookieOf(server: FastifyInstance, person: { email: string; password: string }): Promise<string> {
  return (await headersOf(server, person)).cookie as string;
}

/** What our own pages send with every request after this answer: its cookies, and the token among them. */
export function browserHeaders({ headers }: Pick<Answer, 'headers'>): Record<string, string> {
  const cookies = [headers['set-cookie']].flat().map((one) => String(one).split(';')[0] ?? '');
  const csrf = cookies.find((one) => one.startsWith('baraza.csrf='))?.slice('baraza.csrf='.length);
  return { cookie: cookies.join('; '), origin: testUrl, ...(csrf ? { 'baraza-csrf': csrf } : {}) };
}
