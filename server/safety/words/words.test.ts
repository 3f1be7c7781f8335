import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { romanKey } from './roman.ts';
import { readWords } from './words.ts';

const forms = (text: string, mending = false) =>
  readWords(text, mending)
    .map((word) => word.form)
    .join(' ');

describe('words as they are compared', () => {
  it.each([
    ['I don’t want to LIVE', 'i dont want to live', 'a curly apostrophe'],
    ["j'ai envie d’en finir", 'j ai envie d en finir', 'French elision'],
    ['k\u200bill\u00ad my\u2060self', 'kill myself', 'zero-width characters'],
    ['кill mysеlf', 'kill myself', 'Cyrillic look-alikes inside a Latin word'],
    ['убить', 'убить', 'a word that is Cyrillic altogether'],
    ['𝐤𝐢𝐥𝐥 ｍｙｓｅｌｆ 🅚🅘🅛🅛', 'kill myself kill', 'bold, wide and circled letters'],
    ['diiiiie', 'diie', 'repeated letters'],
    ['Décidé, señor', 'decide senor', 'accents'],
    ['أُريد أن أمـــوت', 'ارید ان اموت', 'vowel signs, hamza and tatweel'],
    ['میں خودکُشی ہوں', 'مین خودکشی هون', 'letters of Urdu keyboards'],
    ['ज़िंदगी हूँ', 'जिंदगी हूं', 'nukta and chandrabindu'],
    ['مر\u200cجانا', 'مر جانا', 'the zero-width non-joiner is a space'],
    ['٣ گولیاں ۳', '3 گولیان 3', 'digits of every script'],
    ['dead 😂🏽!', 'dead 😂', 'a picture is a word, its skin tone is not'],
  ])('%s → %s (%s)', (text, expected) => {
    expect(forms(text)).toBe(expected);
  });

  it.each([
    ['k i l l  m y s e l f', 'kill myself', 'spaced letters, words further apart'],
    ['s-u-i-c-i-d-e', 'suicide', 'letters between dashes'],
    ['su!c1de', 'suic1de', 'a sign for a letter; digits are read as letters later'],
    ['my$elf k*ll', 'myself kll', 'signs inside words'],
    ['d i e', 'die', 'three letters are enough'],
    ['I, a man', 'i a man', 'two are not'],
  ])('mended: %s → %s (%s)', (text, expected) => {
    expect(forms(text, true)).toBe(expected);
  });

  it('says where a word stands in what was written', () => {
    const text = 'Ok… «Dón’t»\u200b k\u200bill';
    expect(readWords(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Ok', 'Dón’t', 'k\u200bill']);
  });

  it('tells a comma from a new line, trailing dots, and the end of a sentence', () => {
    expect(readWords('a, b\nc. d 3.5 e... f! g').map((word) => word.breakBefore)).toEqual([0, 1, 2, 3, 0, 1, 0, 2, 3]);
  });

  it('knows what is quoted, and takes an odd mark for none', () => {
    expect(readWords('he said "I die" ok').filter((word) => word.quoted)).toHaveLength(2);
    expect(readWords('he said "I die ok').filter((word) => word.quoted)).toHaveLength(0);
  });

  it('read again, its own words stay what they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = forms(text);
        expect(forms(once)).toBe(once);
      }),
    );
  });
});

describe('Urdu and Hindi in Latin letters', () => {
  it.each([
    ['maarna', 'marna'],
    ['marnaa', 'marna'],
    ['jeena', 'jina'],
    ['khudkushee', 'khudkushi'],
    ['phansi', 'fansi'],
    ['zindagee', 'zindagi'],
    ['subah', 'suba'],
    ['waqt', 'vakt'],
  ])('%s is %s', (one, other) => {
    expect(romanKey(one)).toBe(romanKey(other));
  });
});
