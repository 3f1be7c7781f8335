import { formatDate, formatMoment, type Reader } from './format.ts';
import { say, says } from './i18n.ts';
import { mailReason } from './mail-reason.ts';

/**
 * What a program says about something that has a code, in its own English, with what fills its sentences. Those of troubles.json are in the
 * reader's language; that room comes with the pages that need it.
 */
export interface Told {
  readonly values?: Readonly<Record<string, string>>;
  readonly text: string;
  readonly advice: string | null;
}

export interface Said {
  readonly text: string;
  readonly advice: string | null;
  /** The program's own words: English, whatever the page is in. */
  readonly foreign: boolean;
}

/** In the reader's language where there are sentences at the key, else as the program said it. */
export function sayTold(key: string, { values = {}, text, advice }: Told, reader: Reader): Said {
  if (!says(`${key}.text`)) return { text, advice, foreign: true };
  const filled = { ...values, ...inTheirWords(values), ...timesOf(values, reader) };
  return {
    text: say(`${key}.text`, filled),
    advice: says(`${key}.advice`) ? say(`${key}.advice`, filled) : advice,
    foreign: false,
  };
}

/** A trouble of sending: why a message did not go out, or a channel is paused. */
export function sayTrouble({ code, reason, advice }: { readonly code: string; readonly reason: string; readonly advice: string }): Said {
  const key = `troubles:of.${code}`;
  if (!says(`${key}.reason`)) return { text: reason, advice, foreign: true };
  return { text: say(`${key}.reason`), advice: say(`${key}.advice`), foreign: false };
}

/** Sentences that tell of a trouble are filled with its reason and advice. */
function inTheirWords({ code, reason, advice }: Readonly<Record<string, string>>): Record<string, string> {
  const mail = reason === undefined ? null : mailReason(reason);
  if (mail) return { reason: say(`troubles:mail.${mail.key}`, { code: mail.code }) };
  if (code === undefined || reason === undefined || advice === undefined) return {};
  const said = sayTrouble({ code, reason, advice });
  return { reason: said.text, advice: said.advice ?? '' };
}

function timesOf({ at, date }: Readonly<Record<string, string>>, reader: Reader): Record<string, string> {
  return { ...(at ? { at: formatMoment(at, reader) } : {}), ...(date ? { date: formatDate(date, reader) } : {}) };
}
