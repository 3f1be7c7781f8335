/** A field of the provider's form that is missing or of the wrong type; the message says which and what is wrong. */
export class WrongField extends Error {
  constructor(path: string, problem: string) {
    super(`${path} ${problem}`);
    this.name = 'WrongField';
  }
}

/** Ids become part of a database index, whose rows have a limit (PostgreSQL: 2,704 bytes); Meta's are under 150. */
const ID_LENGTH_MAX = 512;
/** WhatsApp's own limit is 4,096; this one keeps what reads messages bounded, and matches `contract/messages.ts`. */
export const TEXT_LENGTH_MAX = 65_536;

/** What is wrong with a value; null: nothing. */
type Check = (value: unknown) => string | null;

const isString: Check = (value) => (typeof value === 'string' ? null : 'is not a string');
const isBoolean: Check = (value) => (typeof value === 'boolean' ? null : 'is not true or false');
/** Numbers that some of Meta's pages show as text: "2". */
const isAmount: Check = (value) => (typeof value === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? null : isNumber(value));
const isNumber: Check = (value) => (typeof value === 'number' && Number.isFinite(value) ? null : 'is not a number');
const isObject: Check = (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'is not an object');
const isText = stringOf(TEXT_LENGTH_MAX);
const isId = stringOf(ID_LENGTH_MAX);

function stringOf(length: number): Check {
  return (value) => isString(value) ?? ((value as string).length > length ? `is longer than ${length} characters` : null);
}

/**
 * Reads the fields of one object of the provider's form and names the path of whatever is wrong with them. A field that must
 * be there throws; an optional one of a wrong form is left out and named in `dropped`, so that it costs itself and nothing else.
 * `null` counts as missing. Unknown fields are nobody's fault: Meta adds new ones without notice.
 */
export class Fields {
  readonly raw: Readonly<Record<string, unknown>>;
  /** What was left out, in this object and all that were reached through it. */
  readonly dropped: string[];
  private readonly path: string;

  private constructor(raw: Readonly<Record<string, unknown>>, path: string, dropped: string[]) {
    this.raw = raw;
    this.path = path;
    this.dropped = dropped;
  }

  /** `path` is how reasons call the object; '' leaves the fields' own names. */
  static of(value: unknown, path: string, dropped: string[] = []): Fields {
    const problem = isObject(value);
    if (problem !== null) throw new WrongField(path === '' ? 'It' : path, problem);
    return new Fields(value as Record<string, unknown>, path, dropped);
  }

  optionalString(name: string): string | undefined {
    return this.optional(name, isString);
  }

  string(name: string): string {
    return this.required(name, isString);
  }

  optionalText(name: string): string | undefined {
    return this.optional(name, isText);
  }

  text(name: string): string {
    return this.required(name, isText);
  }

  optionalId(name: string): string | undefined {
    return this.optional<string>(name, isId) || undefined;
  }

  id(name: string): string {
    return this.required<string>(name, isId) || this.missing(name);
  }

  optionalBoolean(name: string): boolean | undefined {
    return this.optional(name, isBoolean);
  }

  optionalNumber(name: string): number | undefined {
    return this.optional(name, isNumber);
  }

  optionalAmount(name: string): number | undefined {
    const value = this.optional<number | string>(name, isAmount);
    return value === undefined ? undefined : Number(value);
  }

  number(name: string): number {
    return this.required(name, isNumber);
  }

  optionalObject(name: string): Fields | undefined {
    const value = this.optional(name, isObject);
    return value === undefined ? undefined : Fields.of(value, this.pathOf(name), this.dropped);
  }

  object(name: string): Fields {
    return Fields.of(this.required(name, isObject), this.pathOf(name), this.dropped);
  }

  /** The items of a list; none when it is missing. */
  list(name: string): readonly unknown[] {
    const value = this.get(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw new WrongField(this.pathOf(name), 'is not a list');
    return value;
  }

  /** The items of a list of objects; none when it is missing. */
  objects(name: string): Fields[] {
    return this.list(name).map((item, index) => Fields.of(item, `${this.pathOf(name)}[${index}]`, this.dropped));
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Whether there is anything beyond these fields. */
  hasMoreThan(known: ReadonlySet<string>, more?: unknown): boolean {
    for (const key in this.raw) if (key !== more && !known.has(key) && this.has(key)) return true;
    return false;
  }

  /** Leaves the field out with its reason. */
  drop(name: string, problem: string): undefined {
    this.dropped.push(`${this.pathOf(name)} ${problem}`);
  }

  private optional<T>(name: string, check: Check): T | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const problem = check(value);
    return problem === null ? (value as T) : this.drop(name, problem);
  }

  private required<T>(name: string, check: Check): T {
    const value = this.get(name);
    if (value === undefined) return this.missing(name);
    const problem = check(value);
    if (problem !== null) throw new WrongField(this.pathOf(name), problem);
    return value as T;
  }

  private get(name: string): unknown {
    return Object.hasOwn(this.raw, name) ? (this.raw[name] ?? undefined) : undefined;
  }

  private pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  private missing(name: string): never {
    throw new WrongField(this.pathOf(name), 'is missing');
  }
}

/** The same object without the fields that are undefined, so that content lists only what there is. */
export function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
