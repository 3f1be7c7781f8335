import { type PlanItem, type PlanStep, planLimits } from '../../contract.ts';

/** Steps in which somebody can be called. */
const stepsToCall: ReadonlySet<PlanStep> = new Set(['places', 'people', 'professionals']);
/** Six digits and more, with what people write between them. */
const number = /(?:\+|00)?\(?\p{Nd}(?:[\s().\-/]*\p{Nd}){5,14}/u;

/** What somebody wrote to one question of their plan: a line each, without the sign it begins with; a number in it is one to call. */
export function readItems(step: PlanStep, text: string): PlanItem[] {
  const lines = text
    .split(/\n|;|؛/u)
    .map((line) =>
      line
        .replace(/^[\s•*\-–]+|^\s*\p{Nd}{1,2}[.)]\s+/u, '')
        .replace(/\p{Cc}/gu, ' ')
        .trim(),
    )
    .filter((line) => line !== '');
  return lines.slice(0, planLimits.items).map((line) => readItem(step, line));
}

function readItem(step: PlanStep, line: string): PlanItem {
  const found = stepsToCall.has(step) ? number.exec(line)?.[0] : undefined;
  if (found === undefined) return { text: cut(line), phone: null };
  const rest = line
    .replace(found, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s:,–-]+|[\s:,–-]+$/gu, '');
  const phone = found
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, latin)
    .replace(/\s+/gu, ' ')
    .slice(0, planLimits.phone);
  return { text: cut(rest === '' ? phone : rest), phone };
}

const cut = (text: string) => text.slice(0, planLimits.text).toWellFormed();

/** Digits of Arabic, Urdu and Hindi as phones dial them: each script has its ten in a row. */
function latin(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = [0x30, 0x660, 0x6f0, 0x966].find((first) => code >= first && code < first + 10);
  return zero === undefined ? digit : String(code - zero);
}
