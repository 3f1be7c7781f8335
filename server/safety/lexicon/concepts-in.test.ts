import { describe, expect, it } from 'vitest';
import { signConcepts } from '../classifier/signs.ts';
import { readWords } from '../words/words.ts';
import { ownConcepts } from './concepts-in.ts';

const { lexicon, read } = ownConcepts();
/** "FORM: words it stands for", in order. */
const tell = (text: string) => {
  const words = readWords(text);
  return read(words).flatMap((begun) =>
    begun.map(({ concept, from, to }) => {
      const said = words.slice(from, to).map(({ form }) => form);
      return `${lexicon.names[concept]}: ${said.join(' ')}`;
    }),
  );
};

describe('the lexicon', () => {
  it.each([
    ['a word', 'he fainted', 'FAINT: fainted'],
    ['a word with any ending', 'they are strangling me', 'CHOKE: strangling'],
    ['several words', 'she took too many pills', 'OVERDOSE: too many pills'],
    ['Roman Urdu however it is spelled', 'muje maoot chahie', 'WANT: chahie'],
    ['Arabic', 'قررت ان اموت اليوم', 'DIE: اموت'],
    ['Hindi', 'मुझे मरना है', 'DIE: मरना'],
  ])('knows %s', (_name, text, expected) => expect(tell(text)).toContain(expected));

  it('says the same of the same words in every language', () => {
    for (const text of [
      'I want to die',
      'quiero morir',
      'je veux mourir',
      'nataka kufa',
      'main marna chahta hoon',
      'میں مرنا چاہتا ہوں',
      'मैं मरना चाहता हूँ',
      'اريد ان اموت',
    ]) {
      const told = tell(text).map((one) => one.split(':')[0]);
      expect(told, text).toEqual(expect.arrayContaining(['WANT', 'DIE']));
    }
  });

  it('finds no form over the end of a sentence', () => {
    expect(tell('she took too many. pills are here')).not.toContain('OVERDOSE: too many pills');
  });

  it('hears a word as the language that knows most of the message', () => {
    // "main" is "I" in Roman Urdu.
    expect(tell('main marna chahta hoon')).toContain('I: main');
    expect(tell('j’ai très mal à la main depuis hier soir')).not.toContain('I: main');
  });

  it('has every concept that is a sign of danger', () => {
    expect([...signConcepts].filter((name) => !lexicon.names.includes(name))).toEqual([]);
  });
});
