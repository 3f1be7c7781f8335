import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, testUrl } from '#tests/kit/app.ts';
import { asNobody } from '#tests/kit/request.ts';

/** What must hold for the whole description of the API: it says of each address what the server does there, and of no other. */

const app = await createTestApp();
const nobody = asNobody(app.server);
// biome-ignore lint/suspicious/noExplicitAny: a document whose form is what is tested.
let api: any;

beforeAll(async () => {
  await app.reset();
  api = (await nobody('GET', '/openapi.json')).body;
});
afterAll(() => app.server.close());

/** Addresses for people, or about the description itself. */
const undescribed = ['GET /', 'GET /assets/{file}', 'GET /docs', 'GET /openapi.json'];

/** "GET /api/contacts/{id}" for every route the router has. */
function servedAddresses(): string[] {
  const tree = app.server.printRoutes({ commonPrefix: false });
  const parents: { depth: number; path: string }[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', segment = '', methods = ''] = /^([│ ]*[├└]── |[│ ]+)(\S*)(?: \(([A-Z, ]+)\))?$/u.exec(line) ?? [];
    if (segment === '') return [];
    const depth = indent.replace(/\s+$/, '').length;
    while ((parents.at(-1)?.depth ?? -1) >= depth) parents.pop();
    const path = `${parents.at(-1)?.path ?? ''}${segment}`;
    parents.push({ depth, path });
    const known = methods.split(', ').filter((method) => method !== '' && method !== 'HEAD' && method !== 'OPTIONS');
    return known.map((method) => `${method} ${path.replace(/:([A-Za-z]+)/g, '{$1}')}`);
  });
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
function operations(): [address: string, operation: any][] {
  return Object.entries(api.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, unknown] => [`${method.toUpperCase()} ${path}`, operation]),
  );
}

it('names every address the server has, and no other', () => {
  const described = operations().map(([address]) => address);
  const served = servedAddresses();
  // Read from the router's own drawing: it must be understood whole.
  expect(served).toEqual(
    expect.arrayContaining(app.registry.routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)),
  );
  expect(served.filter((address) => !undescribed.includes(address)).sort()).toEqual(described.sort());
});

describe('every operation', () => {
  it('has a summary, a tag that is explained, a name of its own and at least one good answer', () => {
    const tags = new Set(api.tags.map((tag: { name: string }) => tag.name));
    const names = operations().map(([, operation]) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const [address, operation] of operations()) {
      expect(operation.summary, address).toMatch(/^[A-Z][^.]+$/);
      expect(tags.has(operation.tags[0]), address).toBe(true);
      expect(
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
        address,
      ).toBe(true);
    }
  });

  it('declares each parameter of its address, and no other', () => {
    for (const [address, { parameters }] of operations()) {
      const inPath = [...address.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
      const declared = parameters.filter((one: { in: string }) => one.in === 'path').map((one: { name: string }) => one.name);
      expect(declared, address).toEqual(inPath);
    }
  });

  it('gives an example with every JSON body, and one for every error', () => {
    for (const [address, { requestBody, responses }] of operations()) {
      for (const content of [requestBody, ...Object.values<{ content?: object }>(responses)].flatMap((one) => one?.content ?? [])) {
        const json = (content as Record<string, { example?: unknown; examples?: unknown }>)['application/json'];
        if (json) expect(json.example ?? json.examples, address).toBeDefined();
      }
    }
  });

  it('has no schema that points nowhere', () => {
    for (const [, reference] of JSON.stringify(api).matchAll(/"\$ref":"([^"]+)"/g)) {
      const parts = (reference as string).replace(/^#\//, '').split('/');
      expect(
        parts.reduce((part, name) => part?.[name], api),
        reference,
      ).toBeDefined();
    }
  });
});

describe('what is described and not a route of a module', () => {
  it.each(app.registry.described.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s has examples its own schemas accept',
    (_address, route) => {
      for (const part of ['params', 'query', 'body', 'headers'] as const) {
        const schema = route[part];
        if (schema) expect(schema.safeParse(route.example[part] ?? {}).error, part).toBeUndefined();
      }
      for (const { json, example } of Object.values(route.answers)) if (json) expect(json.parse(example)).toEqual(example);
    },
  );

  it('answers in the form that is described', async () => {
    for (const path of ['/health', '/health/live']) {
      const { status, body } = await nobody('GET', path);
      const route = app.registry.described.find((one) => one.method === 'GET' && one.path === path);
      expect(route?.answers[status]?.json?.parse(body), path).toEqual(body);
    }
  });

  it('answers 401 to nobody where somebody must be signed in', async () => {
    for (const route of app.registry.described.filter((one) => one.access === 'signed-in')) {
      // What was tried is forgotten after an hour.
      await app.clock.advance(3_600_000);
      const { status, body } = await nobody(route.method, route.path, {
        headers: { origin: testUrl },
        ...(route.body ? { body: route.example.body } : {}),
      });
      expect({ status, code: body.error?.code }, route.path).toEqual({ status: 401, code: 'unauthenticated' });
    }
  });
});
