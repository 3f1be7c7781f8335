import { afterAll, beforeEach, expect, it } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type SeededConversation, seedConversation } from '#tests/kit/conversation.ts';
import { type Ask, asKey, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';
import { notify } from './notify.ts';

const app = await createTestApp();
let cast: Cast;
let ana: Ask;
let seeded: SeededConversation;

beforeEach(async () => {
  cast = await app.reset();
  seeded = await seedConversation(app, cast.clinic);
  ana = await signIn(app.server, cast.clinic.owner);
  const telling = { db: app.database.of(cast.clinic.id), organization: cast.clinic, clock: app.clock, ids: app.ids };
  for (const kind of ['incidents.unanswered', 'incidents.no_lines', 'models.key_refused'])
    await notify(telling, { kind, subject: seeded.incidentId, values: {} });
});
afterAll(() => app.server.close());

const kinds = async (by: Ask = ana) => ((await by('GET', '/api/notices')).body.items as { kind: string }[]).map(({ kind }) => kind).sort();
const all = ['channels.paused', 'incidents.no_lines', 'incidents.unanswered', 'models.key_refused'];

it.each([
  ['owner', all],
  ['admin', all],
  ['developer', ['channels.paused']],
  // Answers for everybody's contacts, and changes no settings.
  ['agent', ['incidents.unanswered']],
  // Is called for their own contacts by the incident itself.
  ['clinician', []],
  ['organiser', []],
] as const)('the %s is shown what they can do something about', async (role, shown) => {
  await playRole(app, cast.clinic, role);
  expect(await kinds()).toEqual(shown);
});

it('what somebody is not shown they can neither mark nor close; a program sees all', async () => {
  await playRole(app, cast.clinic, 'agent');
  expect((await ana('POST', `/api/notices/${seeded.noticeId}/see`, { body: {} })).status).toBe(404);
  expect(await kinds(asKey(app.server, cast.clinic))).toEqual(all);
  await playRole(app, cast.clinic, 'admin');
  expect((await ana('POST', `/api/notices/${seeded.noticeId}/close`, { body: {} })).status).toBe(200);
  expect(await kinds()).toEqual(all.slice(1));
});
