import type { AnswerRule, FlowChoice } from '#contract/flow-parts.ts';
import { numberSaid } from '#core/dialogue/numbers.ts';
import { normalise } from '#core/dialogue/text.ts';
import { noWords, plainly, yesWords } from '#core/dialogue/words.ts';
import { wallClock } from './local-time.ts';
import { plainDigits, readNumber } from './read-number.ts';
import { readDay, readTimeOfDay } from './read-time.ts';
import type { Said, Value } from './state.ts';
import { tell } from './words.ts';
import type { Work } from './work.ts';

/** What a message says as an answer, or which sentence asks for another. */
export type Reading = { readonly value: Value } | { readonly fault: Fault };
export interface Fault {
  readonly sentence: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

type Rule<Type extends AnswerRule['type']> = Extract<AnswerRule, { type: Type }>;

/** `tapped`: the value of the button of this very question. */
export function readAnswer(work: Work, rule: AnswerRule, said: Said, tapped: string | null): Reading {
  switch (rule.type) {
    case 'choice':
      return readChoice(work, rule, said, tapped);
    case 'choices':
      return readChoices(work, rule, said, tapped);
    case 'yes_no':
      return readYesNo(said, tapped);
    case 'scale':
      return readScale(rule, said, tapped);
    case 'location':
      return readLocation(said);
    case 'image':
    case 'voice':
    case 'file':
      return readFile(rule.type, said);
    default:
      return said.text === null || said.kind === 'reaction' ? fault(rule.type) : readWords(work, rule, said.text);
  }
}

function fault(sentence: string, values?: Fault['values']): Reading {
  return { fault: values ? { sentence: `flows.retry.${sentence}`, values } : { sentence: `flows.retry.${sentence}` } };
}

function readWords(work: Work, rule: Exclude<AnswerRule, { choices: unknown }>, text: string): Reading {
  switch (rule.type) {
    case 'text':
      return readText(rule, text.trim());
    case 'number':
      return readAmount(rule, text);
    case 'date':
      return readDate(work, rule, text);
    case 'time': {
      const time = readTimeOfDay(text);
      return time === null ? fault('time') : { value: time };
    }
    case 'phone': {
      const phone = readPhone(text);
      return phone === null ? fault('phone') : { value: phone };
    }
    default: {
      const email = text.trim().toLowerCase();
      // Deliberately little: whether it exists, only a mail can tell.
      return /^[^\s@<>"]{1,64}@[^\s@<>".]+(\.[^\s@<>".]+)+$/.test(email) && email.length <= 254 ? { value: email } : fault('email');
    }
  }
}

/** The longest text that is kept as an answer, when the question does not say. */
const longestText = 4000;

function readText({ min = 1, max = longestText }: Rule<'text'>, text: string): Reading {
  if (text.length < min) return text === '' ? fault('text') : fault('longer', { min });
  return text.length > max ? fault('shorter', { max }) : { value: text };
}

function readAmount({ min, max, whole }: Rule<'number'>, text: string): Reading {
  const number = readNumber(text);
  if (number === null || (whole && !Number.isInteger(number)))
    return fault(min !== undefined && max !== undefined ? 'range' : 'number', range(min, max));
  if ((min !== undefined && number < min) || (max !== undefined && number > max)) return outside(min, max);
  return { value: number };
}

function outside(min: number | undefined, max: number | undefined): Reading {
  if (min === undefined) return fault('at_most', { max: max ?? 0 });
  return max === undefined ? fault('at_least', { min }) : fault('range', { min, max });
}

function range(min: number | undefined, max: number | undefined): Fault['values'] {
  return min === undefined || max === undefined ? undefined : { min, max };
}

function readScale({ from, to }: Rule<'scale'>, said: Said, tapped: string | null): Reading {
  const number = tapped === null ? readNumber(said.text ?? '') : Number(tapped);
  const fits = number !== null && Number.isInteger(number) && number >= from && number <= to;
  return fits ? { value: number } : fault('range', { min: from, max: to });
}

function readYesNo(said: Said, tapped: string | null): Reading {
  if (tapped !== null) return { value: tapped === 'yes' };
  const words = normalise(said.text ?? '');
  const plain = plainly(words);
  if (yesWords.has(words) || yesWords.has(plain)) return { value: true };
  if (noWords.has(words) || noWords.has(plain)) return { value: false };
  const number = numberSaid(words);
  return number === 1 || number === 2 ? { value: number === 1 } : fault('yes_no');
}

function readChoice(work: Work, { choices }: Rule<'choice'>, said: Said, tapped: string | null): Reading {
  const chosen = tapped ?? chosenBy(work, choices, said.text ?? '');
  return chosen !== null && choices.some(({ value }) => value === chosen) ? { value: chosen } : fault('choice');
}

/** By its title, its number in the list, or the word behind it. A title comes first: "one" may be the name of what was offered. */
function chosenBy(work: Work, choices: readonly FlowChoice[], text: string): string | null {
  const words = normalise(text);
  if (words === '') return null;
  const titled = choices.find(({ title }) => titlesOf(work, title).has(words)) ?? choices.find(({ value }) => normalise(value) === words);
  if (titled) return titled.value;
  const number = numberSaid(words);
  return number === null ? null : (choices[number - 1]?.value ?? null);
}

/** In every language it has: who switched may still answer with what they saw. */
function titlesOf(work: Work, title: FlowChoice['title']): ReadonlySet<string> {
  const all = typeof title === 'string' ? [title] : Object.values(title);
  const titles = new Set(all.map(normalise));
  if (all.some((one) => one.includes('{'))) titles.add(normalise(tell(work, title)));
  return titles;
}

/** "1, 3", "Tea and coffee", or one tap. */
function readChoices(work: Work, { choices, min = 1, max = choices.length }: Rule<'choices'>, said: Said, tapped: string | null): Reading {
  const parts = tapped === null ? (said.text ?? '').split(/[,;،、\n]|\s(?:and|y|et|na|aur|اور|और|و)\s|&|\+/u) : [tapped];
  const whole = tapped ?? chosenBy(work, choices, said.text ?? '');
  const found = whole !== null ? [whole] : parts.filter((part) => part.trim() !== '').map((part) => chosenBy(work, choices, part));
  const digits =
    found.includes(null) && /^[\d\s]+$/.test(plainDigits(said.text ?? ''))
      ? plainDigits(said.text ?? '')
          .trim()
          .split(/\s+/)
      : null;
  const chosen = digits ? digits.map((digit) => chosenBy(work, choices, digit)) : found;
  const values = choices.map(({ value }) => value).filter((value) => chosen.includes(value));
  const fits = !chosen.includes(null) && values.length >= min && values.length <= max && (values.length > 0 || min === 0);
  return fits ? { value: values } : fault('choices', { min, max });
}

function readDate(work: Work, { earliest, latest }: Rule<'date'>, text: string): Reading {
  const today = wallClock(work.facts.now, work.facts.zone).toISOString().slice(0, 10);
  const day = readDay(text, today);
  if (day === null) return fault('date');
  const bound = (one: string | undefined) => (one === 'today' ? today : one);
  const [first, last] = [bound(earliest), bound(latest)];
  if (first !== undefined && day < first) return fault('not_before', { day: first });
  return last !== undefined && day > last ? fault('not_after', { day: last }) : { value: day };
}

function readPhone(text: string): string | null {
  const plain = plainDigits(text).trim();
  if (!/^\+?[\d\s().-]+$/.test(plain)) return null;
  const digits = plain.replace(/\D/g, '');
  return digits.length >= 7 && digits.length <= 15 ? `${plain.startsWith('+') ? '+' : ''}${digits}` : null;
}

function readLocation({ kind, content }: Said): Reading {
  const { latitude, longitude, name, address } = content ?? {};
  if (kind !== 'location' || typeof latitude !== 'number' || typeof longitude !== 'number') return fault('location');
  const told = Object.fromEntries(Object.entries({ name, address }).filter(([, one]) => typeof one === 'string')) as Record<string, string>;
  return { value: { latitude, longitude, ...told } };
}

const fileKinds = { image: ['image'], voice: ['voice', 'audio'], file: ['document', 'image', 'video', 'audio', 'voice'] } as const;

/** The message is what is kept: its file may still be on its way. */
function readFile(type: keyof typeof fileKinds, { kind, id, text }: Said): Reading {
  if (!(fileKinds[type] as readonly string[]).includes(kind)) return fault(type);
  return { value: { message: id, kind, ...(text ? { text } : {}) } };
}
