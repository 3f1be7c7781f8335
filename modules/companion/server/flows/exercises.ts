import type { ReadyFlow } from '#contract/flow-state.ts';
import { after, ask, type Nodes, ready } from './parts.ts';
import { type WordKey, words } from './words.ts';

/** Short exercises. What is written in them is sensitive, every question may be skipped, and none says what somebody has. */

/** Questions in a row, each kept for the person's own eyes only. */
function inARow(keys: readonly WordKey[], end: string): Nodes {
  return Object.fromEntries(
    keys.map((key, index) => {
      const next = keys[index + 1] ?? end;
      return [key, ask(key, { text: key, answer: { type: 'text', max: 2000 }, optional: true, sensitive: true, next, skipped: next })];
    }),
  );
}

export const exercises: readonly ReadyFlow[] = [
  ready({
    name: 'companion_breathing',
    title: { en: 'Companion: breathing', ur: 'ساتھی: سانس', sw: 'Mwenzi: kupumua' },
    summary: {
      en: 'Slow breathing for two minutes, as often as the person likes.',
      ur: 'دو منٹ آہستہ سانس، جتنی بار چاہیں۔',
      sw: 'Kupumua polepole kwa dakika mbili, mara nyingi kadiri mtu atakavyo.',
    },
    start: 'breathe',
    triggers: [{ kind: 'intent', intent: 'companion.breathe' }],
    nodes: {
      breathe: { kind: 'say', text: words('breathe'), next: 'round' },
      round: ask('round', {
        text: 'round',
        answer: {
          type: 'choice',
          choices: [
            { value: 'again', title: words('again') },
            { value: 'enough', title: words('enough') },
          ],
        },
        next: 'more',
        skipped: 'after',
      }),
      more: {
        kind: 'branch',
        cases: [{ when: { variable: 'answers.round', is: 'equal', value: 'again' }, next: 'once_more' }],
        otherwise: 'after',
      },
      once_more: { kind: 'say', text: words('once_more'), next: 'round' },
      ...after,
    },
  }),
  ready({
    name: 'companion_grounding',
    title: { en: 'Companion: five senses', ur: 'ساتھی: پانچ حواس', sw: 'Mwenzi: hisia tano' },
    summary: {
      en: 'Five things to see, four to touch, three to hear, two to smell, one to taste.',
      ur: 'پانچ چیزیں دیکھنا، چار چھونا، تین سننا، دو سونگھنا، ایک چکھنا۔',
      sw: 'Vitu vitano vya kuona, vinne vya kugusa, vitatu vya kusikia, viwili vya kunusa, kimoja cha kuonja.',
    },
    start: 'see',
    triggers: [{ kind: 'intent', intent: 'companion.ground' }],
    nodes: { ...inARow(['see', 'touch', 'hear', 'smell', 'taste'], 'after'), ...after },
  }),
  ready({
    name: 'companion_thought',
    title: { en: 'Companion: a thought on paper', ur: 'ساتھی: خیال لکھنا', sw: 'Mwenzi: andika wazo' },
    summary: {
      en: 'A short thought record: what happened, the thought, what speaks for and against it, what you would tell a friend.',
      ur: 'خیال کا مختصر اندراج: کیا ہوا، کیا خیال آیا، اس کے حق اور خلاف کیا ہے، دوست سے کیا کہتے۔',
      sw: 'Kumbukumbu fupi ya wazo: kilichotokea, wazo, yanayoliunga na kulipinga, ungemwambia nini rafiki.',
    },
    start: 'happened',
    triggers: [{ kind: 'intent', intent: 'companion.write-thought' }],
    nodes: { ...inARow(['happened', 'thought', 'feeling', 'speaks_for', 'speaks_against', 'friend'], 'after'), ...after },
  }),
];
