import type { Contact, Identity } from '#contract/contacts.ts';
import { formatMoment, formatNumber, type Reader } from '#web/i18n/format.ts';
import type { Attribute } from '../contract.ts';

/** An address as people write it: a number with its plus. */
export function addressWords({ kind, address }: Pick<Identity, 'kind' | 'address'>): string {
  return kind === 'phone' ? `+${address}` : address;
}

/** Of a phone in the browser. Its address is an id that says nothing to people. */
export const isSimulated = ({ kind }: Pick<Identity, 'kind'>): boolean => kind === 'simulated';

/** Nobody real: somebody made them to try things out, and they have no other address. */
export const isTest = ({ identities }: { readonly identities: readonly Identity[] }): boolean =>
  identities.length > 0 && identities.every(isSimulated);

/** What a contact is called where there is no name: their first address. Null: not even that. */
export function nameOf(contact: Pick<Contact, 'name'> & { readonly identities?: readonly Identity[] }): string | null {
  const first = contact.identities?.find((one) => !isSimulated(one));
  return contact.name ?? (first ? addressWords(first) : null);
}

export interface ValueWords {
  readonly yes: string;
  readonly no: string;
  readonly reader: Reader;
}

/** A value of an attribute as it is read. */
export function valueWords(value: unknown, { type }: Pick<Attribute, 'type'>, { yes, no, reader }: ValueWords): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? yes : no;
  if (Array.isArray(value)) return new Intl.ListFormat(reader.language, { type: 'unit', style: 'short' }).format(value.map(String));
  if (type === 'number') return formatNumber(Number(value), reader);
  if (type === 'time') return formatMoment(String(value), reader);
  if (type === 'date') return dayWords(String(value), reader);
  return String(value);
}

/** A day has no zone: it is the same day everywhere. */
function dayWords(day: string, { language }: Reader): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC', numberingSystem: 'latn' }).format(new Date(day));
}

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** ISO 639-1 and the two of ours in Latin letters, by their names in the reader's language. */
export function languageOptions(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' });
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const known = codes.filter((code) => Intl.getCanonicalLocales(code)[0] === code);
  return [...known, 'ur-Latn', 'hi-Latn']
    .flatMap((value) => {
      const label = names.of(value);
      return label === undefined ? [] : [{ value, label }];
    })
    .sort((one, other) => one.label.localeCompare(other.label, language));
}

export function languageWords(tag: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
}
