import type { FlowNode } from '#contract/flows.ts';
import { consentVersion } from '../keep.ts';
import { ask, choices, consent, country, gap, question, ready, summaries, withdrawn } from './parts.ts';
import { paragraphs, words } from './words.ts';

/** The first that was never asked: who comes back goes on there. */
const places = ['storing', 'name', 'memory', 'mood', 'summaries', 'sharing', 'brings', 'country', 'trusted'] as const;
const where: FlowNode = {
  kind: 'branch',
  cases: [
    { when: { variable: 'companion.next', is: 'equal', value: 'minor' }, next: 'young' },
    { when: { variable: 'companion.next', is: 'equal', value: 'times' }, next: 'preferred' },
    { when: { variable: 'companion.next', is: 'equal', value: 'done' }, next: 'finish' },
    ...places.map((place) => ({ when: { variable: 'companion.next', is: 'equal' as const, value: place }, next: place })),
  ],
  otherwise: 'language',
};

const spoken = [
  ['en', 'English'],
  ['ur', 'اردو'],
  ['ur-Latn', 'Roman Urdu'],
  ['hi', 'हिन्दी'],
  ['hi-Latn', 'Hindi (Roman)'],
  ['ar', 'العربية'],
  ['sw', 'Kiswahili'],
  ['es', 'Español'],
  ['fr', 'Français'],
] as const;

export const welcome = ready({
  name: 'companion_welcome',
  title: { en: 'Companion: welcome', ur: 'ساتھی: خوش آمدید', sw: 'Mwenzi: karibu' },
  summary: {
    en: 'Language, what the companion is and is not, age, what it may do (each asked by itself), name, country and times. Goes on where it was left.',
    ur: 'زبان، ساتھی کیا ہے اور کیا نہیں، عمر، اسے کیا اجازت ہے (ہر بات الگ)، نام، ملک اور اوقات۔ جہاں چھوڑا وہیں سے آگے چلتا ہے۔',
    sw: 'Lugha, mwenzi ni nini na si nini, umri, anachoruhusiwa (kila kimoja peke yake), jina, nchi na nyakati. Huendelea palipoachwa.',
  },
  start: 'where',
  triggers: [{ kind: 'intent', intent: 'companion.begin-welcome' }],
  // A month: who is interrupted by life comes back.
  expiresMinutes: 43_200,
  nodes: {
    where,
    language: ask('language', {
      text: 'language',
      answer: { type: 'choice', choices: spoken.map(([value, title]) => ({ value, title })) },
      next: 'speak',
    }),
    speak: {
      kind: 'call',
      step: 'flows.set-language',
      input: { language: gap('language', 'en') },
      exits: { done: 'is', failed: 'is' },
    },
    is: { kind: 'say', text: paragraphs('is', 'is_not'), next: 'age' },
    age: ask('age', {
      text: 'age',
      answer: { type: 'number', min: 5, max: 120, whole: true },
      sensitive: true,
      next: 'keep_age',
      skipped: 'stopped',
    }),
    keep_age: {
      kind: 'call',
      step: 'companion.keep-age',
      input: { age: gap('age', '0'), minimum: '{{ companion.minimum_age }}' },
      exits: { adult: 'storing', minor: 'young', failed: 'stopped' },
    },
    young: { kind: 'hand_over', text: words('young'), reason: 'young' },
    storing: ask('storing', { text: 'storing', answer: { type: 'yes_no' }, next: 'keep_storing', skipped: 'stopped' }),
    keep_storing: {
      kind: 'call',
      step: 'companion.keep-consent',
      input: { kind: 'storing', given: gap('storing'), version: consentVersion },
      exits: { given: 'name', refused: 'refused', failed: 'stopped' },
    },
    refused: { kind: 'end', text: words('refused'), outcome: 'refused' },
    stopped: { kind: 'end', text: words('stopped'), outcome: 'stopped' },
    ...question('name', { text: 'name', answer: { type: 'text' }, next: 'memory' }),
    ...consent('memory', 'mood'),
    ...consent('mood', 'summaries'),
    ...summaries('sharing'),
    ...consent('sharing', 'brings'),
    ...question('brings', { text: 'brings', answer: { type: 'text', max: 2000 }, next: 'preferred' }),
    ...question('preferred', {
      text: 'times',
      answer: choices(['morning', 'morning'], ['afternoon', 'afternoon'], ['evening', 'evening'], ['any', 'any']),
      next: 'country',
    }),
    ...country('trusted'),
    ...question('trusted', { text: 'trusted', answer: { type: 'text', max: 400 }, next: 'finish' }),
    finish: { kind: 'call', step: 'companion.finish-welcome', exits: { done: 'done', failed: 'done' } },
    done: { kind: 'end', text: words('done'), outcome: 'welcomed' },
    ...withdrawn,
  },
});
