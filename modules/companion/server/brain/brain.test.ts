import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assistantSentences } from '#assistants/index.ts';
import { dialogueSentences } from '#core/dialogue/locales/index.ts';
import { createSay, languages } from '#platform/i18n.ts';
import { unsafeIn } from '#safety/index.ts';
import { companionSentences } from '../locales/index.ts';
import type { MoodReading } from '../mind.ts';
import { hear } from './hear.ts';
import { replyTo, type Said } from './reply.ts';

const say = createSay([companionSentences, assistantSentences, dialogueSentences]);

interface Case {
  readonly language: string;
  readonly text: string;
  readonly wish: string;
  readonly mood?: Pick<MoodReading, 'label' | 'valence' | 'about'>;
}
const cases = JSON.parse(readFileSync(new URL('../testdata/evaluation.json', import.meta.url), 'utf8')) as Case[];

function turnOf(text: string) {
  const message = { id: 'm', position: 1, kind: 'text' as const, text, content: null, at: new Date(0), late: false };
  return { messages: [message] };
}

function answer(
  { language, text, mood }: Pick<Case, 'language' | 'text' | 'mood'>,
  said: Said = {},
  more: { watch?: boolean; memory?: string } = {},
) {
  return replyTo({
    heard: hear(turnOf(text)),
    mood: mood ? { ...mood, intensity: 0.6, confidence: 0.8 } : null,
    said,
    name: 'Amina',
    organization: 'Nuru Clinic',
    memory: more.memory ?? null,
    watch: more.watch ?? false,
    sentence: (key, values) => say(key, [language], values),
  });
}

const scripts: Readonly<Record<string, RegExp>> = { ur: /\p{Script=Arabic}/u, ar: /\p{Script=Arabic}/u, hi: /\p{Script=Devanagari}/u };

describe(`the evaluation set of ${cases.length} messages`, () => {
  it.each(cases.map((one) => [`${one.language}: ${one.text}`, one] as const))('%s', (_title, one) => {
    expect(hear(turnOf(one.text)).wish).toBe(one.wish);
    const { text, plan } = answer(one);
    // Warm and brief, one question at most, in the person's script, nothing that a gate would stop, and not "therapy".
    expect(text.match(/[?؟]/gu)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(text.length).toBeLessThan(400);
    expect(text).toMatch(scripts[one.language] ?? /\p{Script=Latin}/u);
    expect(unsafeIn({ text, own: false, known: '' })).toEqual([]);
    if (one.mood && one.wish === 'tell') expect(plan).toBe('reflect');
  });
});

it('has a reply in every language for every wish, with and without watch, and never an exercise while the gate watches', () => {
  const wishes = [...new Set(cases.filter(({ language }) => language === 'en').map(({ text }) => text))];
  for (const language of languages)
    for (const text of wishes)
      for (const watch of [false, true]) {
        const { text: told, choices } = answer({ language, text }, {}, { watch });
        expect(told).not.toBe('');
        if (watch) expect(choices.every(({ id }) => id === 'person')).toBe(true);
      }
});

it('speaks of what was said before as a question, and not while the gate watches', () => {
  expect(answer({ language: 'en', text: 'he called again' }, {}, { memory: 'my brother drinks' }).text).toContain('“my brother drinks”');
  expect(answer({ language: 'en', text: 'he called again' }, {}, { memory: 'my brother drinks', watch: true }).text).not.toContain(
    'brother',
  );
});

it('offers an exercise after a row of heavy messages, and not again soon', () => {
  let said: Said = {};
  const plans: string[] = [];
  for (let turn = 0; turn < 16; turn += 1) {
    const reply = answer({ language: 'en', text: `it hurts ${turn}`, mood: { label: 'sad', valence: -0.8, about: [] } }, said);
    plans.push(reply.plan);
    said = reply.said;
  }
  expect(plans.filter((plan) => plan === 'offer')).toHaveLength(2);
  expect(plans.indexOf('offer')).toBe(3);
});

it('never says the same twice in ninety turns of the same mood', () => {
  for (const language of languages) {
    let said: Said = {};
    const told = new Set<string>();
    for (let turn = 0; turn < 90; turn += 1) {
      const reply = answer(
        { language, text: `word ${turn}`, mood: { label: 'anxious', valence: -0.1, about: ['work'] } },
        { ...said, heavy: 0 },
      );
      expect(told.has(reply.text), `${language} ${turn}: ${reply.text}`).toBe(false);
      told.add(reply.text);
      said = reply.said;
    }
  }
});
