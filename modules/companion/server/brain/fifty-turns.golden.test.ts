import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { assistantSentences } from '#assistants/index.ts';
import { dialogueSentences } from '#core/dialogue/locales/index.ts';
import { createSay } from '#platform/i18n.ts';
import { writeGolden } from '#tests/kit/golden-file.ts';
import { companionSentences } from '../locales/index.ts';
import type { MoodReading } from '../mind.ts';
import { hear } from './hear.ts';
import { replyTo, type Said } from './reply.ts';

/** A night and a day of one person with the companion, without any model: kept, to be read by those who change a sentence. */
interface Turn {
  readonly says: string;
  readonly mood?: Pick<MoodReading, 'label' | 'valence' | 'about'>;
  readonly answer: string;
}

const file = new URL('../testdata/fifty-turns.json', import.meta.url);
const kept = JSON.parse(readFileSync(file, 'utf8')) as Turn[];
const say = createSay([companionSentences, assistantSentences, dialogueSentences]);
// `UPDATE_GOLDEN=1 npm test -- modules/companion` writes what it says now; read the difference before you keep it.
// biome-ignore lint/style/noProcessEnv: a switch for the person at the keyboard, not configuration of the program
const updating = process.env.UPDATE_GOLDEN === '1';

it('is the conversation that was read and found good; nothing is said twice in it', () => {
  let said: Said = {};
  const played = kept.map(({ says, mood }): Turn => {
    const message = { id: 'm', position: 1, kind: 'text' as const, text: says, content: null, at: new Date(0), late: false };
    const { text, choices, ...reply } = replyTo({
      heard: hear({ messages: [message] }),
      mood: mood ? { ...mood, intensity: 0.6, confidence: 0.8 } : null,
      said,
      name: 'Amina',
      organization: 'Nuru Clinic',
      memory: null,
      watch: false,
      sentence: (key, values) => say(key, ['en'], values),
    });
    said = reply.said;
    const buttons = choices.length > 0 ? ` [${choices.map(({ title }) => title).join(' | ')}]` : '';
    return { says, ...(mood ? { mood } : {}), answer: `${text}${buttons}` };
  });
  if (updating) writeGolden(file, played);
  else expect(played).toEqual(kept);
  const answers = played.map(({ answer }) => answer);
  expect(answers.length).toBeGreaterThanOrEqual(50);
  expect(answers.filter((answer, index) => answers.indexOf(answer) !== index)).toEqual([]);
});
