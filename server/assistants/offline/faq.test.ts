import { describe, expect, it } from 'vitest';
import { indexFaq as indexAll, rankFaq } from './faq.ts';

const indexFaq = (faq: { q: string; a: string }[]) => indexAll({ faq, intents: [] });
const index = indexFaq([
  { q: 'What are your opening hours?', a: 'hours' },
  { q: 'How much does a consultation cost?', a: 'cost' },
  { q: 'Unafungua saa ngapi?', a: 'saa' },
  { q: '営業時間は何時ですか', a: 'eigyo' },
]);

describe('ranking lines of questions and answers', () => {
  it.each([
    ['opening hours', 'hours'],
    ['when do you open, which hours?', 'hours'],
    ['consultation price', 'cost'],
    ['consultatoin cost', 'cost'],
    ['mnafungua saa ngapi', 'saa'],
    ['営業時間を教えて', 'eigyo'],
  ])('%s → %s', (question, answer) => {
    expect(rankFaq(index, question)[0]?.line.a).toBe(answer);
  });

  it('a question as it stands scores 1, and nothing scores more', () => {
    expect(rankFaq(index, 'what are your OPENING hours')[0]?.score).toBe(1);
  });

  it('common words alone lead nowhere near', () => {
    expect(rankFaq(index, 'what is your name')[0]?.score ?? 0).toBeLessThan(0.35);
    expect(rankFaq(index, '')).toEqual([]);
  });

  it('a line of common words is meant only when each of them was asked', () => {
    const places = indexFaq([
      { q: 'Where are you?', a: 'place' },
      { q: 'When do you open?', a: 'hours' },
    ]);
    for (const other of ['How are you?', 'are you there', 'what are you', 'you'])
      expect(rankFaq(places, other).filter((one) => one.score >= 0.35)).toEqual([]);
    expect(rankFaq(places, 'wehre are you')[0]).toMatchObject({ line: { a: 'place' }, score: 1 });
    expect(rankFaq(places, 'wehn do you opne')[0]?.line.a).toBe('hours');
  });

  it('an intent is as near as its nearest example', () => {
    const mixed = indexAll({
      faq: [{ q: 'Where are you?', a: 'place' }],
      intents: [{ name: 'price', examples: ['How much is it?', 'doctor ki fees'], answer: 'price' }],
    });
    expect(rankFaq(mixed, 'fees of the doctor')[0]?.line).toMatchObject({ id: 'answer:price', name: 'price', q: 'How much is it?' });
  });

  it('lines are named by their question, so that order does not matter', () => {
    const other = indexFaq([
      { q: 'New', a: '' },
      { q: 'what are your opening hours', a: 'changed' },
    ]);
    expect(other.lines[1]?.id).toBe(index.lines[0]?.id);
  });

  it('500 lines are searched in well under a tenth of a second', () => {
    const many = indexFaq(
      Array.from({ length: 500 }, (_, n) => ({ q: `Question number ${n} about subject${n % 97} and thing${n % 31}`, a: String(n) })),
    );
    const started = performance.now();
    rankFaq(many, 'question about subject12 and thing7');
    expect(performance.now() - started).toBeLessThan(100);
  });
});
