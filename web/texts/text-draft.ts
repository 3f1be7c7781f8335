import type { TextContent } from '#contract/texts.ts';

/** Everywhere, or a kind of channel that has words of its own. */
export const everywhere = '';

export function wordsAt({ words, channels }: TextContent, channel: string, language: string): string {
  return (channel === everywhere ? words : (channels[channel] ?? {}))[language] ?? '';
}

/** With other words in one language, everywhere or for one kind of channel; what is empty is gone. */
export function withWords(
  content: TextContent,
  { channel, language, text }: { channel: string; language: string; text: string },
): TextContent {
  const put = (words: Readonly<Record<string, string>>) => {
    const { [language]: _, ...others } = words;
    return text === '' ? others : { ...words, [language]: text };
  };
  if (channel === everywhere) return { ...content, words: put(content.words) };
  const { [channel]: own = {}, ...others } = content.channels;
  const next = put(own);
  return { ...content, channels: Object.keys(next).length === 0 ? others : { ...others, [channel]: next } };
}

/** Every language in which there is a word, the organization's first. */
export function languagesOf({ words, channels }: TextContent, main: string): string[] {
  const all = new Set([...Object.keys(words), ...Object.values(channels).flatMap((one) => Object.keys(one))]);
  const rest = [...all].filter((one) => one !== main).sort();
  return all.has(main) || all.size === 0 ? [main, ...rest] : rest;
}

/** What is no word for a language: nothing is written for it. */
export const isLanguage = (tag: string) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(tag);

/** "Opening hours" is opening_hours. */
export function nameOf(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
    .replace(/[^a-z0-9_]/g, '')
    .replace(/^[^a-z]+/, '');
  return name.slice(0, 40);
}

export interface Change {
  /** "en", or "whatsapp/en". */
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

/** What is said otherwise than before, by place. */
export function changesBetween(before: TextContent, after: TextContent): Change[] {
  const flat = ({ words, channels }: TextContent) =>
    new Map([
      ...Object.entries(words),
      ...Object.entries(channels).flatMap(([channel, own]) =>
        Object.entries(own).map(([language, text]) => [`${channel}/${language}`, text] as const),
      ),
    ]);
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((place) => ({ place, before: old.get(place) ?? '', after: now.get(place) ?? '' }))
    .filter((one) => one.before !== one.after);
}
