import { describe, expect, it } from 'vitest';
import { cut } from './cut.ts';
import { normalise, wordsOf } from './text.ts';

describe('normalise', () => {
  it.each([
    ['  *STOP!!* 🛑', 'stop'],
    ['Arrêt', 'arret'],
    ['ＳＴＯＰ', 'stop'],
    ['s\u200bt\u200bo\u200bp', 'stop'],
    ['\u202eSTOP\u202c', 'stop'],
    ['إلغاء', 'الغاء'],
    ['شُكْرًا', 'شکرا'],
    ['القائمة', 'القائمه'],
    ['٣ ۴ ५ ３', '3 4 5 3'],
    ['बंद करो।', 'बंद करो'],
    ['J’ai   dit : non', 'j ai dit non'],
    ['\ud83d', ''],
    ['', ''],
  ])('%j becomes %j', (given, expected) => {
    // Compared after one more pass, so that the letters this file was typed with do not matter.
    expect(normalise(given)).toBe(normalise(expected));
    expect(normalise(normalise(given))).toBe(normalise(given));
  });

  it('leaves different words different', () => {
    expect(normalise('بند')).not.toBe(normalise('بندر'));
    expect(normalise('stop')).not.toBe(normalise('stope'));
  });
});

it('finds words where no spaces are', () => {
  expect(wordsOf(normalise('ฉันต้องการความช่วยเหลือ')).length).toBeGreaterThan(1);
  expect(wordsOf(normalise('clinic kab khulta hai?'))).toEqual(['clinic', 'kab', 'khulta', 'hai']);
});

it('cuts between words, and never through an emoji', () => {
  expect(cut('What are your opening hours?', 24)).toBe('What are your opening…');
  expect(cut('Donaudampfschifffahrtsgesellschaft', 20)).toBe('Donaudampfschifffah…');
  expect(cut(`${'a'.repeat(18)}🙂🙂`, 20)).toBe(`${'a'.repeat(18)}…`);
  expect(cut('short', 20)).toBe('short');
});
