import type { ReadyFlow } from '#contract/flow-state.ts';
import type { FlowNode } from '#contract/flows.ts';
import { withdrawWords } from '../withdraw.ts';
import { ask, choices, consent, country, gap, question, ready, summaries, withdrawn } from './parts.ts';
import { words } from './words.ts';

/** What people change of themselves later, in chat. */

const pin: Record<string, FlowNode> = {
  pin: ask('pin', { text: 'pin', answer: { type: 'text', max: 40 }, optional: true, sensitive: true, next: 'keep_pin', skipped: 'no_pin' }),
  keep_pin: {
    kind: 'call',
    step: 'companion.keep-answer',
    input: { what: 'pin', text: gap('pin') },
    exits: { done: 'changed', unknown: 'pin', withdrawn: 'withdrawn', failed: 'changed' },
  },
  no_pin: {
    kind: 'call',
    step: 'companion.keep-answer',
    input: { what: 'pin', text: '' },
    exits: { done: 'changed', unknown: 'changed', withdrawn: 'withdrawn', failed: 'changed' },
  },
};

const changed: FlowNode = { kind: 'end', text: words('changed'), outcome: 'changed' };

const wishes = [
  ['name', 'change_name', 'name'],
  ['allowed', 'change_allowed', 'memory'],
  ['summaries', 'change_summaries', 'summaries'],
  ['times', 'change_times', 'preferred'],
  ['country', 'change_country', 'country'],
  ['trusted', 'change_trusted', 'trusted'],
  ['pin', 'change_pin', 'pin'],
] as const;

export const changes: readonly ReadyFlow[] = [
  ready({
    name: 'companion_name',
    title: { en: 'Companion: another name', ur: 'ساتھی: دوسرا نام', sw: 'Mwenzi: jina jingine' },
    summary: { en: 'What to call them from now on.', ur: 'اب سے کس نام سے پکاریں۔', sw: 'Aitwe nani kuanzia sasa.' },
    start: 'name',
    triggers: [{ kind: 'intent', intent: 'companion.change-name' }],
    nodes: { ...question('name', { text: 'name', answer: { type: 'text' }, next: 'changed' }), changed, ...withdrawn },
  }),
  ready({
    name: 'companion_changes',
    title: { en: 'Companion: my settings', ur: 'ساتھی: میری ترتیبات', sw: 'Mwenzi: mipangilio yangu' },
    summary: {
      en: 'Name, what is allowed, summaries, times, country, somebody to think of, and a PIN for a phone that is shared.',
      ur: 'نام، اجازتیں، خلاصے، اوقات، ملک، کوئی اپنا، اور مشترکہ فون کے لیے PIN۔',
      sw: 'Jina, vilivyoruhusiwa, muhtasari, nyakati, nchi, mtu wa kukumbuka, na PIN kwa simu inayotumiwa na wengi.',
    },
    start: 'change',
    triggers: [{ kind: 'intent', intent: 'companion.change-profile' }],
    nodes: {
      change: ask('change', {
        text: 'change',
        answer: choices(...wishes.map(([value, title]) => [value, title] as const)),
        next: 'which',
        skipped: 'changed',
      }),
      which: {
        kind: 'branch',
        cases: wishes.map(([value, , node]) => ({ when: { variable: 'answers.change', is: 'equal' as const, value }, next: node })),
        otherwise: 'changed',
      },
      ...question('name', { text: 'name', answer: { type: 'text' }, next: 'changed' }),
      ...consent('memory', 'mood'),
      ...consent('mood', 'sharing'),
      ...consent('sharing', 'changed'),
      ...summaries('changed'),
      ...question('preferred', {
        text: 'times',
        answer: choices(['morning', 'morning'], ['afternoon', 'afternoon'], ['evening', 'evening'], ['any', 'any']),
        next: 'changed',
      }),
      ...country('changed'),
      ...question('trusted', { text: 'trusted', answer: { type: 'text', max: 400 }, next: 'changed' }),
      ...pin,
      changed,
      ...withdrawn,
    },
  }),
  ready({
    name: 'companion_withdraw',
    title: { en: 'Companion: consent taken back', ur: 'ساتھی: اجازت واپس', sw: 'Mwenzi: idhini imeondolewa' },
    summary: {
      en: 'Takes back everything that was allowed, at once, also in the middle of another flow.',
      ur: 'دی گئی ہر اجازت فوراً واپس، کسی اور فلو کے بیچ میں بھی۔',
      sw: 'Huondoa kila kilichoruhusiwa mara moja, hata katikati ya mtiririko mwingine.',
    },
    start: 'withdraw',
    triggers: [{ kind: 'keyword', words: withdrawWords }],
    nodes: {
      withdraw: { kind: 'call', step: 'companion.withdraw-consents', exits: { withdrawn: 'withdrawn', failed: 'withdrawn' } },
      ...withdrawn,
    },
  }),
];
