import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import { type Ask, signIn } from '#tests/kit/request.ts';
import { readyFlows } from './index.ts';

const app = await createTestApp();
let owner: Ask;
beforeAll(async () => {
  const cast = await app.reset();
  owner = await signIn(app.server, cast.clinic.owner);
});
afterAll(() => app.server.close());

it.each(readyFlows.map((flow) => [flow.name, flow] as const))(
  'the flow "%s" passes the check and can be published beside the others',
  async (name, flow) => {
    const languages = ['en', 'ur', 'sw'];
    expect(Object.keys(flow.title)).toEqual(languages);
    expect(Object.keys(flow.summary)).toEqual(languages);
    const { body } = await owner('POST', '/api/flows', { body: { name, title: name, definition: flow.definition } });
    const { faults } = (await owner('POST', `/api/flows/${body.id}/check`)).body;
    expect(faults).toEqual([]);
    expect((await owner('POST', `/api/flows/${body.id}/publish`, { body: {} })).status).toBe(200);
  },
);

it('offers them with their titles, and then those of modules, which pass the check too', async () => {
  const { body } = await owner('GET', '/api/ready-flows');
  const names = body.items.map(({ name }: { name: string }) => name);
  expect(names.slice(0, readyFlows.length)).toEqual(readyFlows.map(({ name }) => name));
  for (const { name, title, definition } of body.items.slice(readyFlows.length)) {
    expect(Object.keys(title), name).toEqual(['en', 'ur', 'sw']);
    const made = await owner('POST', '/api/flows', { body: { name, title: name, definition } });
    expect((await owner('POST', `/api/flows/${made.body.id}/check`)).body.faults, name).toEqual([]);
  }
});
