import { afterAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, testUrl } from '#tests/kit/app.ts';
import { asNobody, signIn } from '#tests/kit/request.ts';
import { createOrganization } from './create-organization.ts';
import { firstRunUrl } from './first-run.ts';

const app = await createTestApp();
const token = new URL(firstRunUrl(app.masterKey, testUrl)).searchParams.get('token') ?? '';
const form = { name: 'Ana Wanjiru', organization: 'Nuru Clinic', email: 'ana@clinic.example', password: 'rain on the tin roof' };

beforeEach(() => app.empty());
afterAll(() => app.server.close());

const nobody = asNobody(app.server);
const send = (fields: Record<string, unknown>, given = token) => nobody('POST', '/api/first-run', { body: { token: given, ...fields } });
const open = (given = token) => nobody('GET', `/api/first-run?token=${encodeURIComponent(given)}`);

it('creates the owner and the organization, and closes for good', async () => {
  expect((await open()).status).toBe(204);
  const made = await send({ ...form, language: 'sw', timeZone: 'Africa/Nairobi' });
  expect(made.status).toBe(201);
  expect(made.body.organization).toMatchObject({ slug: 'nuru-clinic', language: 'sw', timeZone: 'Africa/Nairobi', country: 'KE' });
  const ana = await signIn(app.server, form);
  expect((await ana('GET', '/api/organization')).body).toMatchObject({ slug: 'nuru-clinic', name: 'Nuru Clinic' });
  expect((await ana('GET', '/api/members')).body.items).toMatchObject([{ name: 'Ana Wanjiru', role: 'owner' }]);
  const again = await open();
  expect(again.status).toBe(410);
  expect(again.body.error.message).toContain('has an owner');
  expect((await send({ ...form, email: 'eve@example.org' })).status).toBe(410);
});

it('takes over the organization that a first chat in the terminal made, with what was said there', async () => {
  const demo = await createOrganization(app.organizations, app.making, { name: 'Demo', language: 'en', timeZone: 'UTC' });
  expect((await send(form)).status).toBe(201);
  const ana = await signIn(app.server, form);
  expect((await ana('GET', '/api/organization')).body).toMatchObject({ id: demo.id, name: 'Nuru Clinic' });
});

it('leaves one that has people, or belongs to the provisioning file, alone', async () => {
  const provisioned = await createOrganization(app.organizations, app.making, { name: 'Line', provisioned: true });
  expect((await send(form)).status).toBe(201);
  const ana = await signIn(app.server, form);
  expect((await ana('GET', '/api/organization')).body.id).not.toBe(provisioned.id);
});

it('names every field that is wrong, and saves nothing', async () => {
  const answer = await send({ ...form, name: '', email: 'ana at clinic' });
  expect(answer.status).toBe(400);
  const fields = answer.body.error.details.fields.map((one: { field: string }) => one.field);
  expect(fields).toEqual(['name', 'email']);
  const weak = await send({ ...form, password: 'short' });
  expect(weak.body.error.message).toContain('at least 15 characters');
  expect(weak.body.error.details.field).toBe('password');
  expect((await open()).status).toBe(204);
});

it('opens with the right link only', async () => {
  for (const wrong of ['guess', `${token}x`]) expect((await send(form, wrong)).status).toBe(403);
  expect((await open('guess')).status).toBe(403);
  expect((await nobody('GET', '/api/first-run')).status).toBe(400);
});

it('lets one of two who send it at once become the owner', async () => {
  const answers = await Promise.all([send(form), send({ ...form, email: 'eve@example.org' })]);
  expect(answers.map((one) => one.status).sort()).toEqual([201, 410]);
});
