import { afterAll, beforeEach, expect, test } from 'vitest';
import { openStory } from '#tests/kit/story.ts';
import { decideTemplate, type Verdict } from '../../tools/fake-graph/templates.ts';

const story = await openStory();
let channel: string;
beforeEach(async () => {
  await story.reset();
  channel = await story.connect({ assistant: { kind: 'echo' } });
});
afterAll(() => story.end());

const words = {
  category: 'UTILITY',
  body: 'Hello {{1}}, we expect you on {{2}}. Bring your card, please.',
  examples: ['Amina', 'Monday'],
  footer: 'Nuru Clinic',
  buttons: [{ kind: 'quick_reply', text: 'I will come' }],
};
const whole = { header: null, ...words };
const visit = { name: 'visit_reminder', language: 'en', ...words };
const all = () => `/api/channels/${channel}/templates`;
const one = () => `${all()}/visit_reminder/en`;
const make = (body: object = visit) => story.ask('POST', all(), { body });
const show = async () => (await story.ask('GET', one())).body;
const notices = async () =>
  (await story.ask('GET', '/api/notices')).body.items.filter(({ kind }: { kind: string }) => kind === 'channels.template');

async function decide(verdict: Omit<Verdict, 'name' | 'language'>) {
  const account = story.graph.plan.numbers[0]?.businessAccountId ?? '';
  expect(await decideTemplate(story.graph, account, { name: visit.name, language: visit.language, ...verdict })).toBe(200);
}

test('a template is made, waits, is approved, and is one that the composer offers', async () => {
  const made = await make();
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(made.body).toMatchObject({ status: 'PENDING', category: 'UTILITY', draft: whole, text: { body: words.body } });
  expect(story.graph.account.templates).toMatchObject([
    {
      name: 'visit_reminder',
      components: [
        { type: 'BODY', text: words.body, example: { body_text: [['Amina', 'Monday']] } },
        { type: 'FOOTER', text: 'Nuru Clinic' },
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'I will come' }] },
      ],
    },
  ]);
  await decide({ status: 'APPROVED' });
  expect(await show()).toMatchObject({ status: 'APPROVED', draft: whole });
  expect(await notices()).toEqual([]);
  // Asked for all of them, what was written here stays.
  await story.clock.advance(1000);
  await story.ask('POST', `${all()}/refresh`);
  expect(await show()).toMatchObject({ status: 'APPROVED', draft: whole, reason: null });
  const taken = await make();
  expect(taken.body.error).toMatchObject({ code: 'channels.template_taken', details: { field: 'name' } });
});

test('what Meta would refuse is told before it is sent, and what it refuses is told in its words', async () => {
  const bad = await make({ ...visit, body: '{{1}} is expected here on Monday.', examples: [] });
  expect(bad.status).toBe(400);
  expect(bad.body.error.details.fields.map(({ field }: { field: string }) => field)).toEqual(['body', 'examples[0]']);
  expect(story.graph.account.templates).toEqual([]);
  // Somebody made it in WhatsApp Manager meanwhile.
  story.graph.account.templates = [{ id: '1', name: 'visit_reminder', language: 'en', status: 'APPROVED', components: [] }];
  const refused = await make();
  expect(refused.status).toBe(502);
  expect(refused.body.error.message).toContain('Content in this language already exists');
});

test('rejected with its reason it can be put right; while Meta decides it cannot', async () => {
  await make();
  expect((await story.ask('PUT', one(), { body: words })).body.error.code).toBe('channels.template_fixed');
  await decide({ status: 'REJECTED', reason: 'INVALID_FORMAT', recommendation: 'Say what the gaps stand for.' });
  expect(await show()).toMatchObject({
    status: 'REJECTED',
    reason: 'Your template has parameters that are not explained. Say what the gaps stand for.',
  });
  expect(await notices()).toMatchObject([{ subject: `${channel}/visit_reminder/en`, text: expect.stringContaining('rejected') }]);
  const better = { ...words, body: 'Hello {{1}}, your visit is on {{2}} at our clinic.' };
  const changed = await story.ask('PUT', one(), { body: better });
  expect(changed.body, JSON.stringify(changed.body)).toMatchObject({ status: 'PENDING', reason: null, draft: { body: better.body } });
  await decide({ status: 'APPROVED' });
  expect(await notices()).toEqual([]);
  expect((await story.ask('PUT', one(), { body: { ...better, category: 'MARKETING' } })).body.error.code).toBe('channels.template_fixed');
});

test('another category, a bad quality and a pause are notices, and stand at the template', async () => {
  await make();
  await decide({ status: 'APPROVED' });
  await decide({ category: 'MARKETING' });
  expect(await show()).toMatchObject({ category: 'MARKETING', previousCategory: 'UTILITY' });
  expect(await notices()).toMatchObject([{ text: expect.stringContaining('from utility to marketing') }]);
  await decide({ quality: 'RED' });
  expect(await show()).toMatchObject({ quality: 'RED', category: 'MARKETING' });
  await decide({ status: 'PAUSED' });
  expect(await show()).toMatchObject({ status: 'PAUSED' });
  expect((await notices())[0].text).toContain('paused');
});

test('deleted it is gone at Meta too', async () => {
  await make();
  expect((await story.ask('DELETE', one())).status).toBe(204);
  expect(story.graph.account.templates).toEqual([]);
  expect((await story.ask('GET', one())).status).toBe(404);
});
