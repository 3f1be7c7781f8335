import type { SafetyLine } from '../contract.ts';

export type GivenLine = Pick<SafetyLine, 'country' | 'name' | 'number' | 'kind' | 'hours' | 'audience'>;

export const emptyLine = (country: string | null): GivenLine => ({
  country,
  name: '',
  number: '',
  kind: 'voice',
  hours: null,
  audience: 'anyone',
});

const digits = (number: string) => number.replace(/[^\p{N}\p{L}+]/gu, '').toLowerCase();

/** Whether the organization has no line under this number yet, however either is written. */
export function isNew({ number }: Pick<SafetyLine, 'number'>, own: readonly Pick<SafetyLine, 'number'>[]): boolean {
  return !own.some((one) => digits(one.number) === digits(number));
}

/** As the API takes it: nothing where nothing was said. */
export function toCreation({ hours, country, ...line }: GivenLine) {
  return { ...line, hours: hours?.trim() || null, country: country?.trim().toUpperCase() || null, tried: true as const };
}
