import { afterAll, beforeEach, expect, test } from 'vitest';
import { amina, openStory } from '#tests/kit/story.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect({ assistant: { kind: 'offline' } });
});
afterAll(() => story.end());

const hours = {
  words: { en: 'We are open, {{ contact.first_name | default: "friend" }}.', sw: 'Tuko wazi.' },
  channels: { sms: { en: 'Open.' } },
};

async function ok(method: string, path: string, body: object = {}) {
  const answer = await story.ask(method as 'POST', path, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

const make = (content: object = hours) => ok('POST', '/api/texts', { name: 'opening_hours', title: 'Opening hours', content });

function define(said: string) {
  const definition = {
    format: 1,
    languages: ['en', 'sw'],
    start: 'tell',
    nodes: { tell: { kind: 'end', text: said } },
    triggers: [{ kind: 'keyword', words: { en: ['hours'] } }],
  };
  return { name: 'hours', title: 'Hours', definition };
}

async function says(text: string) {
  await story.say(text);
  await story.settled();
  return story.textsTo(amina).at(-1);
}

test('a flow says a stored text in the contact’s language; published anew it is said at once, rolled back as it was', async () => {
  const text = await make();
  const flow = await ok('POST', '/api/flows', define('{{ text.opening_hours }} Welcome!'));
  // Nothing of it is published: nobody provides it.
  const refused = await story.ask('POST', `/api/flows/${flow.id}/publish`, { body: {} });
  expect(refused.body.error).toMatchObject({ code: 'flows.faulty', message: expect.stringContaining('text.opening_hours') });
  expect(await ok('POST', `/api/texts/${text.id}/publish`)).toMatchObject({ version: 1, changed: false });
  await ok('POST', `/api/flows/${flow.id}/publish`);
  expect(await says('hours')).toBe('We are open, Amina. Welcome!');

  await ok('PATCH', `/api/texts/${text.id}`, { content: { words: { en: 'Closed today.' } }, revision: 1 });
  expect(await says('hours')).toBe('We are open, Amina. Welcome!');
  const now = await ok('POST', `/api/texts/${text.id}/publish`, { note: 'A holiday.' });
  expect(now).toMatchObject({ version: 2, usedBy: ['hours'] });
  expect(await says('hours')).toBe('Closed today. Welcome!');
  await ok('POST', `/api/texts/${text.id}/roll-back`, { version: 1 });
  expect(await says('hours')).toBe('We are open, Amina. Welcome!');
  await story.rows("update contacts set language = 'sw'");
  expect(await says('hours')).toBe('Tuko wazi. Welcome!');
  const { items } = (await story.ask('GET', `/api/texts/${text.id}/versions`)).body;
  expect(items.map(({ version, note }: { version: number; note: string }) => [version, note])).toEqual([
    [3, 'As version 1 was.'],
    [2, 'A holiday.'],
    [1, null],
  ]);
  expect((await story.ask('DELETE', `/api/texts/${text.id}`)).body.error.code).toBe('texts.in_use');
  await ok('POST', `/api/flows/${flow.id}/archive`);
  expect((await story.ask('DELETE', `/api/texts/${text.id}`)).status).toBe(204);
});

test('what keeps a text from being said is named with its language, and nothing of it is published', async () => {
  const text = await make({
    words: { en: 'Hello {{ contact.nme }}.', sw: 'Habari {{ contact.first_name }}.', ur: '{{ answers.age | default: "" }}' },
  });
  const { body } = await story.ask('POST', `/api/texts/${text.id}/publish`, { body: {} });
  expect(body.error.details.faults).toEqual([
    { code: 'unknown_variable', node: 'en' },
    { code: 'no_fallback', node: 'sw' },
    { code: 'unknown_variable', node: 'ur' },
  ]);
  const stale = await story.ask('PATCH', `/api/texts/${text.id}`, { body: { title: 'Other', revision: 9 } });
  expect(stale.body.error.code).toBe('texts.saved_meanwhile');
  expect((await story.ask('POST', '/api/texts', { body: { name: 'opening_hours', title: 'Again', content: hours } })).body.error.code).toBe(
    'texts.name_taken',
  );
});

test('it is read beforehand as a contact would, in another language and on another channel, and in a trial of a flow', async () => {
  await says('hello');
  const conversationId = (await story.rows('select id from conversations'))[0]?.id;
  const preview = async (more: object = {}) => (await ok('POST', '/api/texts/preview', { content: hours, ...more })).text;
  expect(await preview({ conversationId })).toBe('We are open, Amina.');
  expect(await preview({ conversationId, language: 'sw' })).toBe('Tuko wazi.');
  expect(await preview({ channel: 'sms', language: 'en' })).toBe('Open.');
  const text = await make();
  await ok('POST', `/api/texts/${text.id}/publish`);
  const { id, draft } = await ok('POST', '/api/flows', define('{{ text.opening_hours }}'));
  const trial = await ok('POST', `/api/flows/${id}/try`, { definition: draft, inputs: [], language: 'sw' });
  expect(trial.lines).toMatchObject([{ kind: 'said', content: { text: 'Tuko wazi.' } }]);
  const listed = (await story.ask('GET', `/api/flow-variables?conversationId=${conversationId}`)).body.items;
  expect(listed.find(({ name }: { name: string }) => name === 'text.opening_hours').value).toBe('We are open, Amina.');
});
