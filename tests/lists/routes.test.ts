import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#contract/organizations.ts';
import { type Route, roles } from '#platform/module.ts';
import { createTestApp, type TestApp } from '#tests/kit/app.ts';
import type { Cast, Tenant } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey, asNobody, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';

/** What must hold for every route there is and every one that will be added, without anybody writing a test for it. */

const app: TestApp = await createTestApp();
const { registry } = app;
const routes = [...registry.routes].map((route) => [`${route.method} ${route.path}`, route] as const);
const accountRoutes = [...registry.accountRoutes].map((route) => [`${route.method} ${route.path}`, route] as const);

let cast: Cast;
let ana: Ask;
/** Of the other tenant: what this one must never reach. */
let foreign: Record<string, string>;

beforeAll(async () => {
  cast = await app.reset();
  ana = await signIn(app.server, cast.clinic.owner);
  foreign = await idsByNoun(cast.festival, await seedConversation(app, cast.festival));
});
beforeEach(() => playRole(app, cast.clinic, 'owner'));
afterAll(() => app.server.close());

const wrongCredentials: Record<string, string>[] = [
  {},
  { authorization: 'Bearer brz_unknown' },
  { authorization: 'Basic abc' },
  { cookie: 'baraza.session_token=forged' },
];

/** The id an address asks for, by the noun before it. */
async function idsByNoun(tenant: Tenant, seeded: SeededConversation): Promise<Record<string, string>> {
  const ben = await signIn(app.server, tenant.owner);
  const firstOf = async (path: string) => (await ben('GET', path)).body.items[0].id as string;
  const invitation = await ben('POST', '/api/invitations', { body: { email: 'new@festival.example', role: 'agent' } });
  return {
    members: await firstOf('/api/members'),
    invitations: invitation.body.id as string,
    'api-keys': await firstOf('/api/api-keys'),
    channels: seeded.channelId,
    contacts: seeded.contactId,
    'care-people': seeded.contactId,
    'contact-merges': seeded.mergeId,
    'contact-imports': seeded.importId,
    tags: seeded.tagId,
    attributes: seeded.attributeId,
    segments: seeded.segmentId,
    conversations: seeded.conversationId,
    inbox: seeded.conversationId,
    'inbox-views': seeded.viewId,
    notes: seeded.noteId,
    labels: seeded.labelId,
    teams: seeded.teamId,
    'canned-replies': seeded.cannedReplyId,
    messages: seeded.outboundId,
    turns: seeded.turnId,
    notices: seeded.noticeId,
    incidents: seeded.incidentId,
    'safety-lines': seeded.lineId,
    files: seeded.fileId,
    'flow-files': seeded.fileId,
    'flow-cases': seeded.flowId,
    phones: seeded.phoneId,
    flows: seeded.flowId,
    'flow-runs': seeded.flowRunId,
    texts: seeded.textId,
    'failed-sends': seeded.outboundId,
    'dead-letters': seeded.outboundId,
    'model-providers': seeded.modelProviderId,
    'webhook-subscriptions': seeded.subscriptionId,
    'webhook-deliveries': seeded.deliveryId,
    'incoming-webhooks': seeded.incomingId,
  };
}

const exampleBody = (route: Pick<Route, 'body' | 'example'>) => (route.body ? { body: route.example.body } : {});

function withExampleId(route: Pick<Route, 'path' | 'example'>): string {
  const params = (route.example.params ?? {}) as Record<string, string>;
  return route.path.replace(/:([A-Za-z]+)/g, (_all, name: string) => String(params[name]));
}

describe.each(routes)('%s', (_name, route) => {
  it('answers 401 without credentials and with a wrong key', async () => {
    const path = withExampleId(route);
    for (const headers of wrongCredentials) {
      const answer = await asNobody(app.server)(route.method, path, { headers, ...exampleBody(route) });
      expect(answer.status).toBe(401);
      expect(answer.body.error.code).toBe('unauthenticated');
    }
  });

  it('answers 403 to every role, and to keys, that do not have its permission', async () => {
    if (route.permission === null) return;
    const path = withExampleId(route);
    for (const role of roles.filter((one) => !registry.permissionsOfRole(one).has(route.permission as string))) {
      await playRole(app, cast.clinic, role as Role);
      const answer = await ana(route.method, path, exampleBody(route));
      expect(answer.status, role).toBe(403);
      expect(answer.body.error.details.permission).toBe(route.permission);
    }
    if (registry.permissionsOfApiKey.has(route.permission)) return;
    expect((await asKey(app.server, cast.clinic)(route.method, path, exampleBody(route))).status).toBe(403);
  });

  it("answers 404 to another organization's ids", async () => {
    if (!route.path.includes(':')) return;
    const noun = route.path.split('/')[2] ?? '';
    const id = foreign[noun];
    if (id === undefined) throw new Error(`Say in idsByNoun what stands behind /api/${noun}/:id, so that this route can be tried.`);
    const path = withExampleId({ ...route, path: route.path.replace(/:[A-Za-z]+/, id) });
    const answer = await ana(route.method, path, exampleBody(route));
    expect(answer.status, JSON.stringify(answer.body)).toBe(404);
    expect(answer.body.error.code).toBe('not_found');
  });

  it('answers 400 to a bad body, naming the field', async () => {
    if (!route.body) return;
    for (const body of ['[]', '"text"', '7', '{', '{"nobodyKnowsThis":1}']) {
      const answer = await ana(route.method, withExampleId(route), { body });
      expect(answer.status, body).toBe(400);
      expect(answer.body.error).toMatchObject({
        code: 'bad_request',
        message: expect.any(String),
        details: { field: expect.stringMatching(/./) },
      });
    }
  });

  it('names an unknown field, a wrong type and a text nobody can store, wherever in the body they stand', async () => {
    if (!route.body) return;
    for (const { path, body, words } of spoiltBodies(route.example.body)) {
      const answer = await ana(route.method, withExampleId(route), { body });
      expect(answer.status, `${path} in ${body}`).toBe(400);
      expect(answer.body.error.details.fields.map((fault: { field: string }) => fault.field)).toContain(path);
      expect(answer.body.error.message).toMatch(words);
      expect(answer.body.error.message).not.toMatch(/expected|received|invalid/i);
    }
  });

  it('names what it does not know in a query, and in a body it did not ask for', async () => {
    const path = withExampleId(route);
    const query = await ana(route.method, `${path}?nobodyKnowsThis=1`, exampleBody(route));
    expect(query.body.error, path).toMatchObject({ code: 'bad_request', details: { field: 'nobodyKnowsThis' } });
    if (route.body || route.upload || route.method === 'GET') return;
    const body = await ana(route.method, path, { body: { nobodyKnowsThis: 1 } });
    expect(body.body.error, path).toMatchObject({ code: 'bad_request', details: { field: 'nobodyKnowsThis' } });
  });

  it('has an example that its own schemas accept', () => {
    expectExample(route);
  });
});

interface Spoilt {
  /** The field that is wrong. */
  readonly path: string;
  readonly body: string;
  readonly words: RegExp;
}

/** A body with one thing wrong, once for each object and each text in it. `wrap` puts a part back into its whole. */
function spoiltBodies(part: unknown, path = '', wrap: (part: unknown) => unknown = (whole) => whole): Spoilt[] {
  const spoil = (field: string, wrong: unknown, words: RegExp): Spoilt => ({ path: field, body: JSON.stringify(wrap(wrong)), words });
  if (typeof part === 'string') {
    const unstorable = ['a\u0000b', 'half \ud83d'].map((text) =>
      spoil(path, text, /must not hold the character NUL or half of a character/),
    );
    return [...unstorable, spoil(path, 7, /^\S+ (must|is) /)];
  }
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return [];
  const inside = Object.entries(part).flatMap(([name, value]) =>
    spoiltBodies(value, path === '' ? name : `${path}.${name}`, (inner) => wrap({ ...part, [name]: inner })),
  );
  const unknown = path === '' ? 'nobodyKnowsThis' : `${path}.nobodyKnowsThis`;
  return [spoil(unknown, { ...part, nobodyKnowsThis: 1 }, /is not a field/), ...inside];
}

describe.each(accountRoutes)('%s', (_name, route) => {
  it('answers 401 to nobody and to a key, unless it is for anyone', async () => {
    if (route.access === 'anyone') return;
    expect((await asNobody(app.server)(route.method, route.path, exampleBody(route))).status).toBe(401);
    expect((await asKey(app.server, cast.clinic)(route.method, route.path, exampleBody(route))).status).toBe(401);
  });

  it('answers 400 to a bad body', async () => {
    if (!route.body) return;
    for (const body of ['[]', '{', '{"nobodyKnowsThis":1}']) expect((await ana(route.method, route.path, { body })).status, body).toBe(400);
    for (const { path, body, words } of spoiltBodies(route.example.body)) {
      const { status, body: answer } = await ana(route.method, route.path, { body });
      expect(status, `${path} in ${body}`).toBe(400);
      expect(answer.error.details.fields.map((fault: { field: string }) => fault.field)).toContain(path);
      expect(answer.error.message).toMatch(words);
    }
  });

  it('has an example that its own schemas accept', () => {
    expectExample(route);
  });
});

function expectExample(route: Pick<Route, 'params' | 'query' | 'body' | 'response' | 'example'>): void {
  const { example } = route;
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = route[part];
    if (schema) expect(schema.safeParse(example[part] ?? {}).error, part).toBeUndefined();
    else expect(example[part], `${part} has an example and no schema`).toBeUndefined();
  }
  // What goes out is what the schema names: an example with more would promise what never comes.
  expect(route.response.parse(example.response)).toEqual(example.response);
}
