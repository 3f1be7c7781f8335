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
const TEXT_LENGTH_MAX = 65_536;

/**
 * Reads the fields of one object of the provider's form and names the path of whatever is wrong with them.
 * `null` counts as missing. Unknown fields are nobody's fault: Meta adds new ones without notice.
 */
export class Fields {
  readonly raw: Readonly<Record<string, unknown>>;
  private readonly path: string;

  private constructor(raw: Readonly<Record<string, unknown>>, path: string) {
    this.raw = raw;
    this.path = path;
  }

  /** `path` is how reasons call the object; '' leaves the fields' own names. */
  static of(value: unknown, path: string): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new WrongField(path === '' ? 'It' : path, 'is not an object');
    }
    return new Fields(value as Record<string, unknown>, path);
  }

  optionalString(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw new WrongField(this.pathOf(name), 'is not a string');
    return value;
  }

  string(name: string): string {
    return this.optionalString(name) ?? this.missing(name);
  }

  optionalText(name: string): string | undefined {
    return this.atMost(name, TEXT_LENGTH_MAX);
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.missing(name);
  }

  optionalId(name: string): string | undefined {
    return this.atMost(name, ID_LENGTH_MAX) || undefined;
  }

  id(name: string): string {
    return this.optionalId(name) ?? this.missing(name);
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'boolean') return value;
    throw new WrongField(this.pathOf(name), 'is not true or false');
  }

  optionalNumber(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new WrongField(this.pathOf(name), 'is not a number');
    return value;
  }

  number(name: string): number {
    return this.optionalNumber(name) ?? this.missing(name);
  }

  optionalObject(name: string): Fields | undefined {
    const value = this.get(name);
    return value === undefined ? undefined : Fields.of(value, this.pathOf(name));
  }

  object(name: string): Fields {
    return this.optionalObject(name) ?? this.missing(name);
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
    return this.list(name).map((item, index) => Fields.of(item, `${this.pathOf(name)}[${index}]`));
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Whether there is anything beyond these fields. */
  hasMoreThan(known: readonly string[]): boolean {
    return Object.keys(this.raw).some((key) => !known.includes(key) && this.has(key));
  }

  private atMost(name: string, length: number): string | undefined {
    const value = this.optionalString(name);
    if (value !== undefined && value.length > length) throw new WrongField(this.pathOf(name), `is longer than ${length} characters`);
    return value;
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
