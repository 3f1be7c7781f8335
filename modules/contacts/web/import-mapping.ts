import type { Attribute, Import } from '../contract.ts';

/** What each column of a file holds, in order; as the server takes it. */
export type Mapping = readonly string[];

/** What is guessed, unless somebody knows better. */
export function guessed({ preview }: Import): Mapping {
  return preview.columns.map((one) => one.guess);
}

export const addressMeanings = ['identity:whatsapp:phone', 'identity:sms:phone', 'identity:email:email'] as const;
export const ownMeanings = ['name', 'language', 'time_zone', 'tags'] as const;

/** What a column may hold. */
export function meanings(attributes: readonly Pick<Attribute, 'key'>[], guess: string): string[] {
  const all = ['ignore', ...ownMeanings, ...addressMeanings, ...attributes.map(({ key }) => `attribute:${key}`)];
  return all.includes(guess) ? all : [...all, guess];
}

export type MappingFault = 'noAddress' | { readonly twice: string };

/** By their addresses people are known again; and what one column says another must not say too. Tags may come from several. */
export function mappingFault(mapping: Mapping): MappingFault | null {
  const twice = mapping.find((one, index) => one !== 'ignore' && one !== 'tags' && mapping.indexOf(one) !== index);
  if (twice !== undefined) return { twice };
  return mapping.some((one) => one.startsWith('identity:')) ? null : 'noAddress';
}

/** The key of a meaning's words in locales/; dots and colons would be taken apart there. */
export const meaningKey = (meaning: string): string => meaning.replaceAll(':', '_');
