import en from './locales/en.json' with { type: 'json' };
import sw from './locales/sw.json' with { type: 'json' };
import ur from './locales/ur.json' with { type: 'json' };

/** A mail to a person who works with Baraza, in their language. Contacts never get one. */
export interface Letter {
  readonly to: string;
  readonly kind: LetterKind;
  /** A BCP 47 tag; English is taken when we do not write it. */
  readonly language: string | null;
  /** What the sentences are filled with. */
  readonly values: Readonly<Record<string, string>>;
  /** What the one button leads to. */
  readonly link?: string;
  /** Whose people are told when it cannot be sent. */
  readonly organizationIds: readonly string[];
  /** What became of it at last; null: it was sent. Must not throw. */
  readonly onOutcome?: (failure: string | null) => Promise<void>;
}

/** RFC 3834: no answer of an absent person, please. */
export const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

export type LetterKind = keyof typeof en.letters;

/** As it is sent: the same words as plain text and as simple HTML. Nothing is loaded from anywhere, so nobody is watched. */
export interface WrittenLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Sentences {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly button?: string;
}

interface Catalogue {
  readonly direction: string;
  readonly hello: string;
  readonly helloNobody: string;
  readonly footer: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly letters: Readonly<Record<LetterKind, Sentences>>;
}

export const mailLanguages: Readonly<Record<'en' | 'ur' | 'sw', Catalogue>> = { en, ur, sw };

export function writeLetter({ kind, language, values, link }: Pick<Letter, 'kind' | 'language' | 'values' | 'link'>): WrittenLetter {
  const tag = languageOf(language);
  const words = mailLanguages[tag];
  const { subject, lines, button } = words.letters[kind];
  const filled = { ...values, role: words.roles[values.role ?? ''] ?? '' };
  const hello = fill(values.name ? words.hello : words.helloNobody, filled);
  const paragraphs = [hello, ...lines.map((line) => fill(line, filled))];
  // The link comes after what it is for and before what to do when it was not asked for.
  const before = paragraphs.slice(0, 2);
  const after = [...paragraphs.slice(2), words.footer];
  const href = link === undefined || button === undefined ? null : link;
  return {
    subject: fill(subject, filled).replace(/[\r\n]+/g, ' '),
    text: `${[...before, ...(href === null ? [] : [`${button}:\n${href}`]), ...after].join('\n\n')}\n`,
    html: drawLetter({ tag, direction: words.direction, before, after, button: href === null ? null : { href, label: button as string } }),
  };
}

function languageOf(language: string | null): keyof typeof mailLanguages {
  const tag = language?.toLowerCase() ?? '';
  // Urdu in Latin letters is another language to read; English serves its readers better than a script they avoid.
  if (tag.startsWith('ur-latn')) return 'en';
  const base = tag.split('-')[0] ?? '';
  return base === 'ur' || base === 'sw' ? base : 'en';
}

function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{([a-zA-Z]+)\}/g, (all, name: string) => values[name] ?? all);
}

interface Drawing {
  readonly tag: string;
  readonly direction: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly button: { readonly href: string; readonly label: string } | null;
}

/** Inline styles, because mail programs drop everything else. */
function drawLetter({ tag, direction, before, after, button }: Drawing): string {
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeText(text)}</p>`;
  const pressed = button
    ? `<p style="margin:24px 0"><a href="${escapeText(button.href)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0f766e;color:#ffffff;text-decoration:none;font-weight:600">${escapeText(button.label)}</a></p><p style="margin:0 0 16px;color:#565c6b;word-break:break-all" dir="ltr">${escapeText(button.href)}</p>`
    : '';
  return `<!doctype html><html lang="${tag}" dir="${direction}"><head><meta charset="utf-8"></head><body style="margin:0;padding:24px;background:#fbfaf7;color:#1b1f2a;font:16px/24px system-ui,sans-serif"><div style="max-width:560px;margin:0 auto">${before.map(paragraph).join('')}${pressed}${after.map(paragraph).join('')}</div></body></html>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
