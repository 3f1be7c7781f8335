import { expect, it } from 'vitest';
import type { ChannelAbilities } from '#contract/channels.ts';
import { MessageCreation } from '#contract/messages.ts';
import {
  doublesOf,
  emptyQuestion,
  formsOf,
  fromContent,
  isWhole,
  limitsOf,
  type Question,
  type QuestionLimits,
  readQuestion,
  toContent,
} from './question.ts';

const abilities = {
  buttons: { count: 3, titleLength: 20, textLength: 1024 },
  list: { rows: 10, titleLength: 24, descriptionLength: 72, textLength: 1024 },
} as ChannelAbilities;
const limits = (form: Question['form']) => limitsOf(abilities, form) as QuestionLimits;

function ask(titles: readonly string[], about: Partial<Question> = {}): Question {
  const answers = titles.map((title, key) => ({ key, title, description: '' }));
  return { ...emptyQuestion('Which day suits you?', about.form ?? 'buttons', 'Choose'), answers, ...about };
}

it('offers what the channel has', () => {
  expect(formsOf(abilities)).toEqual(['buttons', 'list']);
  expect(formsOf({ ...abilities, list: null })).toEqual(['buttons']);
  expect(formsOf(null)).toEqual([]);
  expect(formsOf(undefined)).toEqual([]);
});

it.each<[why: string, question: Question, whole: boolean]>([
  ['two answers', ask(['Monday', 'Tuesday']), true],
  ['a line left empty', ask(['Monday', ' ']), true],
  ['no answer', ask([' ', '']), false],
  ['no question', ask(['Monday'], { text: ' ' }), false],
  ['a question too long for buttons', ask(['Monday'], { text: 'x'.repeat(1025) }), false],
  ['one button too many', ask(['1', '2', '3', '4']), false],
  ['as a list they fit', ask(['1', '2', '3', '4'], { form: 'list' }), true],
  ['a button too long', ask(['x'.repeat(21)]), false],
  ['in a list it fits', ask(['x'.repeat(21)], { form: 'list' }), true],
  ['the same answer twice', ask(['Monday', 'monday ']), false],
  ['a list that nothing opens', ask(['Monday'], { form: 'list', opener: '' }), false],
  ['a title too long', ask(['Monday'], { header: 'x'.repeat(61) }), false],
])('%s: %#', (_why, question, whole) => {
  expect(isWhole(question, limits(question.form))).toBe(whole);
});

it('says which answer is there already', () => {
  expect([...doublesOf(ask(['Monday', '', 'MONDAY', '']))]).toEqual([2]);
});

it('is a message as the API takes it', () => {
  const buttons = toContent(ask(['Monday', '', ' Tuesday ']));
  expect(buttons).toEqual({
    kind: 'buttons',
    text: 'Which day suits you?',
    buttons: [
      { id: 'answer.1', title: 'Monday' },
      { id: 'answer.2', title: 'Tuesday' },
    ],
  });
  const list = toContent({
    ...ask([], { form: 'list', footer: 'Nuru Clinic' }),
    answers: [{ key: 4, title: 'Monday', description: 'From nine to noon' }],
  });
  expect(list).toMatchObject({ kind: 'list', footer: 'Nuru Clinic', button: 'Choose' });
  for (const content of [buttons, list]) {
    expect(MessageCreation.parse(content)).toEqual(content);
    expect(toContent(fromContent(content))).toEqual(content);
  }
});

it('outlives a reload, and nothing broken comes back', () => {
  const question = ask(['Monday'], { form: 'list' });
  expect(readQuestion(JSON.stringify(question))).toEqual(question);
  for (const kept of ['', '{', '{"answers":[]}', '[]', 'null']) expect(readQuestion(kept)).toBeUndefined();
});
