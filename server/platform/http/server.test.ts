import { connect } from 'node:net';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseUnreachable } from '#platform/db/statement.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey, asNobody } from '#tests/kit/request.ts';

const lines: string[] = [];
const log = pino(
  { level: 'debug', base: null },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);
const app = await createTestApp({ log });
let cast: Cast;
let ask: Ask;

beforeEach(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  lines.length = 0;
});
afterAll(() => app.server.close());

describe('every error has the one shape', () => {
  it('an unknown address', async () => {
    const answer = await asNobody(app.server)('GET', '/nowhere?secret=1');
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ error: { code: 'not_found', message: expect.any(String), details: {} } });
  });

  it.each([
    ['a body that is not JSON', '{', 'application/json', 400, 'bad_request', 'body'],
    ['an empty body with a JSON type', '', 'application/json', 400, 'bad_request', 'body'],
    ['a type that is not JSON', 'a=b', 'text/html', 415, 'unsupported_media_type', 'content-type'],
    ['JSON that says it is plain text', '{"name":"x"}', 'text/plain', 415, 'unsupported_media_type', 'content-type'],
    ['more than 1 MiB', `"${'x'.repeat(1_100_000)}"`, 'application/json', 413, 'too_large', 'body'],
    ['a poisoned prototype', '{"__proto__":{"admin":true}}', 'application/json', 400, 'bad_request', 'body'],
  ] as const)('%s', async (...[, payload, type, status, code, field]) => {
    const answer = await app.server.inject({
      method: 'PATCH',
      url: '/api/organization',
      headers: { 'content-type': type, authorization: `Bearer ${cast.clinic.apiKey}` },
      payload,
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toEqual({ error: { code, message: expect.any(String), details: expect.objectContaining({ field }) } });
  });

  it.each([
    ['ERR_HTTP_REQUEST_TIMEOUT', 'HTTP/1.1 408 Request Timeout', 'did not arrive within 60 seconds'],
    ['HPE_HEADER_OVERFLOW', 'HTTP/1.1 431 ', 'headers are too large'],
    ['HPE_INVALID_METHOD', 'HTTP/1.1 400 ', 'not a request that can be read'],
  ])('what is cut off before it is a request: %s', async (code, status, words) => {
    const socket = new PassThrough();
    app.server.server.emit('clientError', Object.assign(new Error('broken'), { code }), socket);
    const answer = await text(socket);
    expect(answer.startsWith(status)).toBe(true);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      error: { code: 'bad_request', message: expect.stringContaining(words) },
    });
  });

  it('another method than the address has', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS'] as const) {
      const answer = await ask(method, '/api/contacts');
      expect(answer.status).toBe(404);
      expect(answer.body.error.message).toBe(`There is nothing at this address for the method ${method}.`);
    }
  });

  it('two API keys: nobody can say which is meant', async () => {
    const two = [`Bearer ${cast.clinic.apiKey}`, `Bearer ${cast.festival.apiKey}`];
    const headers = { authorization: two as unknown as string };
    const answer = await app.server.inject({ method: 'GET', url: '/api/organization', headers });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error).toMatchObject({ message: 'Authorization is given more than once.', details: { field: 'Authorization' } });
  });

  it('a body nested so deep that reading it would exhaust the stack', async () => {
    const body = `{"type":"whatsapp","settings":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
    const answer = await ask('POST', '/api/channels', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/must not be nested more than 32 levels deep\.$/);
  });

  it('an address that cannot be decoded', async () => {
    const answer = await asNobody(app.server)('GET', '/api/contacts/%E0%A4%A');
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('bad_request');
  });

  it('a fault of ours: nothing of its insides, and a request id that leads to the log', async () => {
    const { of } = app.database;
    app.database.of = () => {
      throw new Error('select secret from amina');
    };
    const answer = await ask('GET', '/api/contacts').finally(() => {
      app.database.of = of;
    });
    expect(answer.status).toBe(500);
    expect(answer.body.error).toMatchObject({ code: 'internal_error', details: { requestId: answer.headers['x-request-id'] } });
    expect(JSON.stringify(answer.body)).not.toContain('amina');
    expect(lines.some((line) => line.includes(String(answer.headers['x-request-id'])) && line.includes('a request failed'))).toBe(true);
  });

  it('a database that is away: 503, and when to come back', async () => {
    const { script } = app.database;
    app.database.script = () => Promise.reject(new DatabaseUnreachable('gone'));
    const answer = await ask('GET', '/api/contacts').finally(() => {
      app.database.script = script;
    });
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.body.error.code).toBe('unavailable');
  });

  it('what is not HTTP at all', async () => {
    const address = await app.server.listen({ port: 0, host: '127.0.0.1' });
    const port = Number(new URL(address).port);
    const text = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      let all = '';
      socket.on('data', (chunk) => {
        all += chunk;
      });
      socket.on('close', () => resolve(all));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toMatchObject({ error: { code: 'bad_request' } });
  });
});

describe('bad input names the field in plain words', () => {
  it.each([
    ['/api/contacts?limit=201', 'limit', 'limit must be at most 200.'],
    ['/api/contacts?limit=0', 'limit', 'limit must be at least 1.'],
    ['/api/contacts?limit=many', 'limit', 'limit must be a number.'],
    ['/api/contacts?limit=1.5', 'limit', 'limit must be a whole number.'],
    ['/api/contacts?cursor=zzz', 'cursor', 'The cursor is not one of ours; begin again without it.'],
    ['/api/contacts?limit=1&limit=2', 'limit', 'limit is given more than once.'],
    ['/api/contacts?limti=5', 'limti', 'limti is not a field we know.'],
    ['/api/organization?who=amina', 'who', 'who is not a field we know.'],
    ['/api/contacts?cursor=%00', 'cursor', 'cursor must not hold the character NUL or half of a character (a lone surrogate).'],
    ['/api/contacts/7', 'id', 'id must be an identifier (UUID).'],
    ['/api/failed-sends?status=lost', 'status', 'status must be one of uncertain, needs_template, error, failed.'],
  ])('%s', async (path, field, message) => {
    const answer = await ask('GET', path);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'bad_request', message, details: { field } });
  });

  it('cursors that were made up', async () => {
    for (const key of [
      ['x', 'y'],
      ['0000-01-01T00:00:00Z', '0199a1b2-0000-7000-8000-00000000abcd'],
      ['2026-01-01T00:00:00Z'],
      ['', 'x'],
      [1, 2],
      { a: 1 },
    ]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
      for (const list of ['contacts', 'conversations', 'failed-sends', 'members', 'channels']) {
        const answer = await ask('GET', `/api/${list}?cursor=${cursor}`);
        expect(answer.status, `${list} ${JSON.stringify(key)}`).toBe(400);
        expect(answer.body.error.details.field).toBe('cursor');
      }
    }
  });
});

it('a slash at the end of an address makes no difference', async () => {
  expect((await ask('GET', '/api/organization/')).body).toEqual((await ask('GET', '/api/organization')).body);
});

describe('headers and log', () => {
  it('sends safe headers and keeps answers out of caches', async () => {
    const answer = await ask('GET', '/api/organization');
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('logs the pattern of an address, never what was in it', async () => {
    await ask('GET', '/api/contacts/0199a1b2-0000-7000-8000-00000000abcd?who=amina', { headers: { 'x-request-id': 'forged' } });
    const line = JSON.parse(lines.find((one) => one.includes('"request"')) ?? '{}');
    expect(line).toMatchObject({ method: 'GET', route: '/api/contacts/:id', status: 400, msg: 'request' });
    expect(lines.join('')).not.toMatch(/abcd|amina|forged|brz_/);
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1 with every route, request, answer, error and example', async () => {
    const { body } = await asNobody(app.server)('GET', '/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    for (const route of app.registry.routes) {
      const operation = body.paths[route.path.replace(/:([A-Za-z]+)/g, '{$1}')]?.[route.method.toLowerCase()];
      expect(operation?.summary, route.path).toBe(route.summary);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining([String(route.status ?? 200), '400', '401', '500']));
    }
    const names = Object.values(body.paths).flatMap((path) => Object.values(path as object).map((one) => one.operationId));
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a page that works without scripts and from nowhere else', async () => {
    const { body, headers } = await asNobody(app.server)('GET', '/docs');
    expect(body).toContain('/api/contacts/{id}');
    // The fields of lists and what may be null, in words.
    expect(body).toContain('<code>items[].lastSeenAt</code></th><td>time or null<br><span class="muted">When they last wrote.</span>');
    expect(body).toContain('<code>items[].name</code></th><td>text or null<br>');
    expect(body).toContain('<code>rememberMe</code></th><td>true or false, may be left out');
    expect(body).not.toMatch(/<script|(?:src|href|action)="(?:https?:)?\/\/|url\(|@import/);
    // Without what only a validator needs.
    expect(body).not.toContain('9007199254740991');
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});

describe('health', () => {
  it('is live at once, ready when started, and says nothing about people', async () => {
    const nobody = asNobody(app.server);
    expect((await nobody('GET', '/health/live')).status).toBe(200);
    expect((await nobody('GET', '/health/ready')).status).toBe(503);
    const health = await nobody('GET', '/health');
    expect(health.body).toMatchObject({ version: 'test', database: 'answers', engine: app.database.engine.kind });
    expect(JSON.stringify(health.body)).not.toMatch(/clinic|ana/i);
  });
});
