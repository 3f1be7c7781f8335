import { afterAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, testUrl } from '#tests/kit/app.ts';
import { asNobody, signIn } from '#tests/kit/request.ts';
import { createOrganization } from './create-organization.ts';
import { firstRunUrl } from './first-run.ts';

const app = await createTestApp();
const link = new URL(firstRunUrl(app.masterKey, testUrl));
const form = { name: 'Ana Wanjiru', organization: 'Nuru Clinic', email: 'ana@clinic.example', password: 'rain on the tin roof' };

beforeEach(() => app.empty());
afterAll(() => app.server.close());

const send = (fields: Record<string, string>, token = link.searchParams.get('token') ?? '') =>
  app.server.inject({
    method: 'POST',
    url: '/first-run',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ token, ...fields }).toString(),
  });
const open = () => asNobody(app.server)('GET', link.pathname + link.search);

it('shows one plain form, with a label for every field and nothing from elsewhere', async () => {
  const { status, body, headers } = await open();
  expect(status).toBe(200);
  for (const name of ['name', 'organization', 'email', 'password']) expect(body).toContain(`<label for="${name}">`);
  expect(body).not.toMatch(/<script|src=|https?:/);
  expect(body).toContain('name="viewport"');
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*style-src 'sha256-/);
});

it('creates the owner and the organization, and closes for good', async () => {
  expect((await send(form)).statusCode).toBe(201);
  const ana = await signIn(app.server, form);
  expect((await ana('GET', '/api/organization')).body).toMatchObject({ slug: 'nuru-clinic', name: 'Nuru Clinic' });
  expect((await ana('GET', '/api/members')).body.items).toMatchObject([{ name: 'Ana Wanjiru', role: 'owner' }]);
  const again = await open();
  expect(again.status).toBe(410);
  expect(again.body).toContain('has an owner');
  expect((await send({ ...form, email: 'eve@example.org' })).statusCode).toBe(410);
});

it('takes over the organization that a first chat in the terminal made, with what was said there', async () => {
  const demo = await createOrganization(app.organizations, app.making, { name: 'Demo', language: 'en', timeZone: 'UTC' });
  expect((await send(form)).statusCode).toBe(201);
  const ana = await signIn(app.server, form);
  expect((await ana('GET', '/api/organization')).body).toMatchObject({ id: demo.id, name: 'Nuru Clinic' });
});

it('leaves one that has people, or belongs to the provisioning file, alone', async () => {
  const provisioned = await createOrganization(app.organizations, app.making, { name: 'Line', provisioned: true });
  expect((await send(form)).statusCode).toBe(201);
  const ana = await signIn(app.server, form);
  expect((await ana('GET', '/api/organization')).body.id).not.toBe(provisioned.id);
});

it('says what is wrong beside the field, keeps what was typed, and never the password', async () => {
  const answer = await send({ ...form, email: 'ana at clinic', name: '"><script>alert(1)</script>', password: 'xYz12' });
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain('aria-invalid="true"');
  expect(answer.body).toContain('Your e-mail address must be an e-mail address such as ana@example.org.');
  expect(answer.body).not.toContain('<script');
  expect(answer.body).not.toContain('xYz12');
  expect((await send({ ...form, password: 'short' })).body).toContain('at least 15 characters');
  expect((await open()).status).toBe(200);
});

it('opens with the right link only', async () => {
  for (const token of ['', 'guess', `${link.searchParams.get('token')}x`]) expect((await send(form, token)).statusCode).toBe(403);
  expect((await asNobody(app.server)('GET', '/first-run')).status).toBe(403);
});

it('takes a request without a form for an empty one, and nothing but forms', async () => {
  const nothing = await app.server.inject({ method: 'POST', url: link.pathname + link.search });
  expect(nothing.statusCode).toBe(400);
  expect(nothing.body).toContain('Your name is missing.');
  const json = await asNobody(app.server)('POST', link.pathname + link.search, { body: 'null' });
  expect({ status: json.status, code: json.body.error.code }).toEqual({ status: 415, code: 'unsupported_media_type' });
  expect((await app.server.inject({ method: 'POST', url: '/invitation' })).statusCode).toBe(410);
});

it('lets one of two who send it at once become the owner', async () => {
  const answers = await Promise.all([send(form), send({ ...form, email: 'eve@example.org' })]);
  expect(answers.map((one) => one.statusCode).sort()).toEqual([201, 410]);
});
