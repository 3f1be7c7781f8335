import { afterAll, beforeEach, expect, test } from 'vitest';
import { openStory } from '#tests/kit/story.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect({ assistant: { kind: 'offline' } });
});
afterAll(() => story.end());

const definition = {
  format: 1,
  languages: ['en'],
  start: 'name',
  triggers: [{ kind: 'keyword', words: { en: ['join'] } }],
  nodes: {
    name: { kind: 'ask', text: 'What is your name?', answer: { type: 'text' }, save: 'name', next: 'plan' },
    plan: {
      kind: 'ask',
      text: 'Which one?',
      answer: {
        type: 'choice',
        choices: [
          { value: 'day', title: 'A day' },
          { value: 'week', title: 'A week' },
        ],
      },
      save: 'plan',
      next: 'age',
    },
    age: { kind: 'ask', text: 'How old are you?', answer: { type: 'number', min: 0, max: 120 }, save: 'age', next: 'grown' },
    grown: {
      kind: 'branch',
      cases: [{ when: { variable: 'answers.age', is: 'at_least', value: 18 }, next: 'thanks' }],
      otherwise: 'young',
    },
    thanks: { kind: 'end', text: 'Thank you, {{ answers.name | default: "friend" }}.', outcome: 'grown' },
    young: { kind: 'hand_over', text: 'Somebody will write to you.', reason: 'young' },
  },
};

async function ok(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) {
  const answer = await story.ask(method, path, body === undefined ? {} : { body });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

test('the way of somebody’s run is kept as a test without a word of theirs, and says when it goes another way', async () => {
  const { id } = await ok('POST', '/api/flows', { name: 'join', title: 'Join', definition });
  await ok('POST', `/api/flows/${id}/publish`, {});
  for (const text of ['join', 'Zawadi Kwashiorkor', 'A week', '16']) {
    await story.say(text);
    await story.settled();
  }
  const [run] = (await ok('GET', '/api/flow-runs')).items;
  const { case: kept, replaced } = await ok('POST', `/api/flows/${id}/cases`, { name: 'as it was', run: run.id });
  expect(replaced).toEqual(['name', 'age']);
  expect(JSON.stringify(kept.talk)).toContain('Somebody will write to you.');
  expect(JSON.stringify(await story.rows('select * from flow_cases'))).not.toContain('Zawadi');
  const play = async () => (await ok('POST', `/api/flows/${id}/cases/play`, {})).items[0].passed;
  expect(await play()).toBe(true);

  const stricter = { ...definition, nodes: { ...definition.nodes, young: { ...definition.nodes.young, text: 'Sorry.' } } };
  await ok('PATCH', `/api/flows/${id}`, { definition: stricter });
  expect(await play()).toBe(false);
  expect((await story.ask('POST', `/api/flows/${id}/publish`, { body: {} })).status).toBe(409);
});
