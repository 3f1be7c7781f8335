import { afterAll, beforeEach, expect, it } from 'vitest';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, signIn } from '#tests/kit/request.ts';

const app = await createTestApp();
let cast: Cast;
let owner: Ask;
beforeEach(async () => {
  cast = await app.reset();
  owner = await signIn(app.server, cast.clinic.owner);
});
afterAll(() => app.server.close());

const ask = (text: string, answer: object, more: object) => ({ kind: 'ask', text, answer, ...more });
const nodes = {
  name: ask('Your name?', { type: 'text' }, { save: 'name', next: 'status' }),
  status: ask('Your status?', { type: 'text' }, { save: 'status', sensitive: true, next: 'old' }),
  old: ask('Are you over 18?', { type: 'yes_no' }, { save: 'old', next: 'bye' }),
  bye: { kind: 'end', text: '{{ now.date }}: {{ answers.name | default: "?" }}, {{ answers.status | default: "?" }}', outcome: 'done' },
};
const definition = { format: 1, languages: ['en'], start: 'name', nodes };
const text = (words: string) => ({ kind: 'text', text: words });
const inputs = [text('Amina'), text('positive'), text('yes')];

async function makeFlow(): Promise<string> {
  return (await owner('POST', '/api/flows', { body: { name: 'intake', title: 'Intake', definition } })).body.id;
}
const keep = (id: string, body: object) => owner('POST', `/api/flows/${id}/cases`, { body });
const playAll = async (id: string) => (await owner('POST', `/api/flows/${id}/cases/play`, { body: {} })).body.items;

it('keeps a test as a talk, without the sensitive answer, and plays it the same on another day', async () => {
  const id = await makeFlow();
  const kept = await keep(id, { name: 'Grown up', test: { inputs } });
  expect(kept.status, JSON.stringify(kept.body)).toBe(201);
  expect(kept.body.replaced).toEqual(['status']);
  const { talk, ends } = kept.body.case;
  expect(JSON.stringify(kept.body)).not.toContain('positive');
  expect(talk.slice(0, 4)).toEqual([
    { said: 'Your name?' },
    { comes: text('Amina') },
    { said: 'Your status?' },
    { comes: text('example') },
  ]);
  expect(talk.at(-1).said).toMatch(/^\d{4}-\d\d-\d\d: Amina, example$/);
  expect(ends).toEqual({ node: 'bye', outcome: 'done' });
  await app.clock.advance(5 * 86_400_000);
  expect((await playAll(id)).map(({ passed }: { passed: boolean }) => passed)).toEqual([true]);
  expect((await keep(id, { name: 'Grown up', test: { inputs } })).body.error.code).toBe('flows.case_name_taken');
});

it('refuses a case that goes another way without the sensitive answer, and one from outside that holds such an answer', async () => {
  const id = await makeFlow();
  const status = { ...nodes.status, answer: { type: 'yes_no' }, next: 'which' };
  const which = {
    kind: 'branch',
    cases: [{ when: { variable: 'answers.status', is: 'equal', value: true }, next: 'old' }],
    otherwise: 'bye',
  };
  await owner('PATCH', `/api/flows/${id}`, { body: { definition: { ...definition, nodes: { ...nodes, status, which } } } });
  const no = await keep(id, { name: 'No', test: { inputs: [text('Amina'), text('no')] } });
  expect([no.status, no.body.error?.code]).toEqual([409, 'flows.case_not_kept']);
  const yes = await keep(id, { name: 'Yes', test: { inputs: [text('Amina'), text('yes'), text('yes')] } });
  const { id: _id, name: _name, createdAt: _c, changedAt: _d, ...content } = yes.body.case;
  expect((await keep(id, { name: 'Again', content })).status).toBe(201);
  const talk = content.talk.map((line: { comes?: object }, at: number) => (line.comes && at === 3 ? { comes: text('yes') } : line));
  expect((await keep(id, { name: 'Theirs', content: { ...content, talk } })).body.error.code).toBe('flows.case_not_kept');
});

it('shows what differs, publishes only at a second word, notes it, and takes the new talk as right', async () => {
  const id = await makeFlow();
  const { id: one } = (await keep(id, { name: 'Grown up', test: { inputs } })).body.case;
  expect((await owner('POST', `/api/flows/${id}/publish`, { body: {} })).status).toBe(200);
  const name = { ...nodes.name, text: 'What are you called?' };
  await owner('PATCH', `/api/flows/${id}`, { body: { definition: { ...definition, nodes: { ...nodes, name } } } });
  const [{ passed, expected, seen }] = await playAll(id);
  expect([passed, expected.talk[0], seen.talk[0]]).toEqual([false, { said: 'Your name?' }, { said: 'What are you called?' }]);
  const refused = await owner('POST', `/api/flows/${id}/publish`, { body: {} });
  expect([refused.status, refused.body.error.code, refused.body.error.details.cases]).toEqual([409, 'flows.cases_failed', ['Grown up']]);
  expect((await owner('POST', `/api/flows/${id}/publish`, { body: { despite: true } })).status).toBe(200);
  expect((await owner('GET', `/api/flows/${id}/versions`)).body.items[0].failedCases).toEqual(['Grown up']);
  expect((await owner('POST', `/api/flow-cases/${one}/accept`)).status).toBe(200);
  expect((await playAll(id))[0].passed).toBe(true);
  expect((await owner('DELETE', `/api/flow-cases/${one}`)).status).toBe(204);
  expect(await playAll(id)).toEqual([]);
});
