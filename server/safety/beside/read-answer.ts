import type { TurnReading } from '#core/turn.ts';
import { isAtLeast, type Severity, severities } from '../severity.ts';
import { findQuote } from './find-quote.ts';
import { ReadingForm } from './prompt.ts';

/** Words of a message, and whose they are. */
export interface Shown {
  readonly messageId: string;
  readonly words: string;
}

/** Below this a judgement counts one class less, and lowers nothing. */
const sure = { enough: 0.5, toLower: 0.7 } as const;

/**
 * What an answer says, as far as it can be trusted; null: it is no answer. What is quoted must stand in the messages: a model that quotes
 * what nobody wrote may ask a question, and lowers nothing.
 */
export function readAnswer(answer: string, shown: readonly Shown[], by: string): TurnReading | null {
  const form = formIn(answer);
  if (!form) return null;
  const places = form.evidence.slice(0, mostPlaces).flatMap((quote) => {
    const found = shown.flatMap(({ messageId, words }) => {
      const place = findQuote(words, quote);
      return place ? [{ messageId, ...place }] : [];
    });
    return found.slice(0, 1);
  });
  const quotes = form.evidence.length > 0;
  const severity = trusted(form, places.length > 0);
  return {
    severity,
    categories: categoriesOf(form),
    places,
    mayLower:
      form.confidence >= sure.toLower &&
      !form.addressesReader &&
      (!quotes || places.length > 0) &&
      !shown.some(({ words }) => speaksToReader(words)),
    by,
  };
}

/** It was asked, and gave no answer that can be used. */
export const noReading = (by: string): TurnReading => ({ severity: null, categories: [], places: [], mayLower: false, by });

const mostPlaces = 8;

function trusted({ severity, confidence }: ReadingForm, isQuoted: boolean): Severity {
  if (!isAtLeast(severity, 'high')) return severity;
  if (!isQuoted) return 'moderate';
  return confidence < sure.enough ? (severities[severities.indexOf(severity) - 1] as Severity) : severity;
}

/** What somebody else is in has other help; what a doctor is for stays so. */
function categoriesOf({ categories, concerns, severity }: ReadingForm): string[] {
  if (severity === 'none') return [];
  const own = [...new Set<string>(categories)];
  if (concerns !== 'somebody_else') return own;
  return ['someone_else', ...own.filter((one) => one === 'acute_medical')];
}

/** The object in an answer: models put it between fences, or think aloud before it. */
function formIn(answer: string): ReadingForm | null {
  const bare = answer.replace(/<(think|thinking|reasoning)>[\s\S]*?(<\/\1>|$)/gi, '');
  const [from, to] = [bare.indexOf('{'), bare.lastIndexOf('}')];
  if (from < 0 || to < from) return null;
  try {
    const { data } = ReadingForm.safeParse(JSON.parse(bare.slice(from, to + 1)));
    return data && data.confidence >= 0 && data.confidence <= 1 ? data : null;
  } catch {
    return null;
  }
}

/**
 * Whether a text talks to a program that judges it. Only for what must not be lowered: who writes so is read as the rules read them. The
 * names of our form are in Latin letters in every language.
 */
export function speaksToReader(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  return readerWords.test(plain);
}

const readerWords =
  /severity|addressesReader|"?confidence"?\s*[:=]|\bjson\b|\bprompts?\b|classif(?:y|ier|ied|ication)|\bsystem\s*[:>\]]|<\/?(?:system|instructions?|user|assistant)>|\b(?:previous|above|prior|earlier|these|your|all)\s+(?:instructions?|rules|orders)|\b(?:instructions?|instrucciones|consignes|maagizo|hidayat|nirdesh)\b|ignor(?:e|a|ez)\b.{0,40}\b(?:above|everything|all|this|anterior|todo|tout|précédent)|puuza|नज़?रअंदाज़?|निर्देश|हिदायत|ہدایات|ہدایت|نظر\s?انداز|تجاهل|التعليمات|تعليمات|\b(?:ai|language) model\b|chat\s?gpt/iu;
