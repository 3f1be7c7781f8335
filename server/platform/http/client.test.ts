import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '#platform/db/database.ts';
import { openTestDatabase } from '#tests/kit/database.ts';
import { createHttpClient, type HttpRequest, type HttpRequestOptions } from './client.ts';

const client = createHttpClient();
// Made before there is a limit of time: on a busy machine it takes a while.
const database = await openTestDatabase();
let server: Server;
let url: string;
let answer: RequestListener;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});

const ask = (
  request: Partial<HttpRequest> = {},
  options: { signal?: AbortSignal; privateAddresses?: boolean } = { privateAddresses: true },
) => client.request({ method: 'GET', url, headers: {}, timeoutMs: 2000, ...request }, options);

describe('an answer', () => {
  it('of any status comes whole, with what was sent', async () => {
    answer = async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.writeHead(418, { 'x-a': ['1', '2'] }).end(JSON.stringify({ url: request.url, key: request.headers.authorization, body }));
    };
    const got = await ask({ method: 'POST', url: `${url}/v1/x?y=1`, headers: { authorization: 'Bearer t' }, body: 'ü' });
    expect(got.status).toBe(418);
    expect(got.headers['x-a']).toBe('1, 2');
    expect(JSON.parse(got.text)).toEqual({ url: '/v1/x?y=1', key: 'Bearer t', body: 'ü' });
  });

  it('is not followed elsewhere', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'http://example.org/' }).end();
    expect((await ask()).status).toBe(302);
  });

  it('is cut at 1 MiB', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(5 * 1024 * 1024, 'x'));
    expect((await ask()).text).toHaveLength(1024 * 1024);
  });

  it('keeps connections for the next request', async () => {
    const ports = new Set<number | undefined>();
    answer = (request, response) => {
      ports.add(request.socket.remotePort);
      response.end('ok');
    };
    for (let n = 0; n < 20; n += 1) await ask();
    // Two, when the connection of the test before was cut and is only now found to be gone.
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});

describe('no answer', () => {
  it('when nobody listens: it cannot have arrived', async () => {
    await expect(ask({ url: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      name: 'HttpFault',
      reached: false,
      message: 'Nobody listens there (ECONNREFUSED).',
    });
  });

  it('when the name does not exist: it cannot have arrived', async () => {
    await expect(ask({ url: 'http://nobody.invalid' })).rejects.toMatchObject({ name: 'HttpFault', reached: false });
  });

  it('in time: it may have arrived', async () => {
    answer = () => undefined;
    await expect(ask({ timeoutMs: 50 })).rejects.toMatchObject({ name: 'HttpFault', reached: true });
  });

  it('that drips for ever is given up after the same time', async () => {
    answer = (_request, response) => {
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(timer));
    };
    const started = performance.now();
    await expect(ask({ timeoutMs: 100 })).rejects.toMatchObject({ reached: true });
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('when the connection breaks in the middle: it may have arrived', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    };
    await expect(ask()).rejects.toMatchObject({ reached: true });
  });

  it('when the program stops', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const asked = ask({}, { privateAddresses: true, signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    await expect(asked).rejects.toMatchObject({ name: 'HttpFault' });
  });
});

describe('what is refused', () => {
  it.each([
    'http://127.0.0.1:9',
    'http://localhost:9',
    'http://localhost.:9',
    'http://10.1.2.3',
    'http://169.254.169.254/latest',
    'http://[::1]:9',
    'http://[::ffff:127.0.0.1]',
    'http://0x7f000001',
    'http://2130706433',
  ])('a private address unless it is allowed: %s', async (address) => {
    await expect(ask({ url: address }, {})).rejects.toMatchObject({
      name: 'HttpFault',
      reached: false,
      message: expect.stringContaining('private'),
    });
  });

  it('a request inside an open transaction', async () => {
    await expect(inTransaction({ db: database.of(null) }, 'test', () => ask())).rejects.toThrow(/inside the open transaction/);
  });
});

describe('an answer that is read as it comes', () => {
  const large = { privateAddresses: true, answerBytesMax: 5 * 1024 * 1024 };
  const openIt = (timeoutMs = 2000, options: HttpRequestOptions = large) =>
    client.open({ method: 'GET', url, headers: {}, timeoutMs }, options);
  const sizeOf = async (body: AsyncIterable<Buffer>) => {
    let size = 0;
    for await (const chunk of body) size += chunk.length;
    return size;
  };

  it('may be larger than what is held, and is whole', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(5 * 1024 * 1024));
    const { status, body } = await openIt();
    expect({ status, size: await sizeOf(body) }).toEqual({ status: 200, size: 5 * 1024 * 1024 });
  });

  it('is a fault beyond what is said it may hold, 1 MiB unless said', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(1024 * 1024 + 1));
    const { body } = await openIt(2000, { privateAddresses: true });
    await expect(sizeOf(body)).rejects.toMatchObject({ name: 'HttpFault', reached: true });
  });

  it('ends with its time, however slowly it drips', async () => {
    answer = (_request, response) => {
      response.write('a');
      const drip = setInterval(() => response.write('a'), 10);
      response.on('close', () => clearInterval(drip));
    };
    const { body } = await openIt(100);
    await expect(sizeOf(body)).rejects.toMatchObject({ name: 'HttpFault', reached: true });
  });

  it('is a fault when it is cut short', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.socket?.destroySoon());
    };
    await expect(openIt().then(({ body }) => sizeOf(body))).rejects.toMatchObject({ name: 'HttpFault' });
  });

  it('is not asked for on a private network', async () => {
    await expect(openIt(2000, { privateAddresses: false })).rejects.toMatchObject({ name: 'HttpFault', reached: false });
  });

  it('can be left unread', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(5 * 1024 * 1024));
    (await openIt()).discard();
    answer = (_request, response) => response.end('next');
    expect(await sizeOf((await openIt()).body)).toBe(4);
  });
});
