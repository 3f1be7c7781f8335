import registry from './registry.json' with { type: 'json' };

/** A line that people can call or write to, in one country. */
export interface Helpline {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly kind: string;
  /** In words; null: not known. */
  readonly hours: string | null;
  readonly audience: string;
}

/** One of the registry that comes with the program: where its number was seen, and when somebody last tried it. */
export interface RegisteredLine extends Helpline {
  readonly source: string;
  readonly sourceDate: string | null;
  readonly verifiedOn: string | null;
}

interface Country {
  readonly emergency: string;
  readonly lines: readonly RegisteredLine[];
}
const countries = registry.countries as Readonly<Record<string, Country>>;

/** For so long after somebody tried it a line may be shown. */
export const validDays = 90;

export function emergencyNumberOf(country: string | null): string | null {
  return (country === null ? undefined : countries[country]?.emergency) ?? null;
}

/** Every line of a country that we know of, to be tried before it is shown. */
export function registeredLines(country: string): readonly RegisteredLine[] {
  return countries[country]?.lines ?? [];
}

/** Those of them that may be shown now. */
export function validLines(country: string | null, now: Date): readonly RegisteredLine[] {
  const oldest = now.getTime() - validDays * 86_400_000;
  return (country === null ? [] : registeredLines(country)).filter(
    ({ verifiedOn }) => verifiedOn !== null && new Date(verifiedOn).getTime() >= oldest,
  );
}

/** As people read it. The number is kept together and left to right, also inside Arabic and Urdu. */
export function lineText({ name, number, hours }: Pick<Helpline, 'name' | 'number' | 'hours'>): string {
  return `${name}: ${isolated(number)}${hours === null ? '' : ` (${hours})`}`;
}

export function isolated(number: string): string {
  return `\u2066${number}\u2069`;
}
