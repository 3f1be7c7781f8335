/**
 * A refusal: the caller asked for something that is not allowed or not possible now. Never a bug.
 * `code` belongs to the room or module that throws it ("channels.number_taken"); `details` hold ids, numbers and field
 * names, never text a person wrote. One translator per surface turns it into an answer (HTTP, terminal, tool result).
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: { status?: number; details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.status = options.status ?? 400;
    this.details = options.details ?? {};
  }
}

/** What a person asked for does not exist, or is not theirs to see; the two are never told apart. */
export function notFound(what: string): Refusal {
  return new Refusal('not_found', `There is no such ${what}.`, { status: 404 });
}

/** A start that cannot go on: configuration or definitions are wrong. Lists every fault at once. */
export class BadStart extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'BadStart';
    this.faults = faults;
  }
}
