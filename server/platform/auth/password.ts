import { badField } from '#platform/fields.ts';

/**
 * Passwords, as NIST SP 800-63B-4 (§3.1.1.2) asks for them: 15 characters where a password is the only factor, 8 where there is
 * a second one, no rules about kinds of characters, none that are commonly used. Why: docs/decisions/0019-passwords-and-mail.md.
 * The maximum keeps hashing cheap to answer.
 */
export const passwordLengthMin = 15;
export const passwordLengthMinWithSecondFactor = 8;
export const passwordLengthMax = 256;
/** An operator may go this low in the provisioning file, with a warning. */
export const passwordLengthFloor = 8;

// OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 iterations, 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export type HashPassword = (password: string) => Promise<string>;

/** Argon2id, in PHC form with its own salt and parameters. The native module is loaded at the first call. */
export const hashPassword: HashPassword = async (password) => {
  const { hash } = await import('@node-rs/argon2');
  // NFKC, as NIST advises: the same password typed on another keyboard must give the same bytes.
  return hash(password.normalize('NFKC'), cost);
};

export async function verifyPassword(hashed: string, password: string): Promise<boolean> {
  const { verify } = await import('@node-rs/argon2');
  return verify(hashed, password.normalize('NFKC')).catch(() => false);
}

/** Why a password must not be used, apart from being a common one; null: it may. `about` is what others know of the person. */
export function weaknessOf(password: string, about: readonly string[] = [], lengthMin = passwordLengthMin): string | null {
  const length = [...password].length;
  if (length < lengthMin) return `must be at least ${lengthMin} characters; a sentence is good`;
  if (length > passwordLengthMax) return `must be at most ${passwordLengthMax} characters`;
  const core = coreOf(password);
  if (new Set(core).size < 4) return 'is too easy to guess: it repeats the same few characters';
  const known = ['baraza', ...about.flatMap((text) => [text, text.split('@')[0] ?? ''])].map((text) =>
    text.toLowerCase().replace(/\W+/g, ''),
  );
  return known.includes(core) || known.includes(withoutNumbers(core)) ? 'is too easy to guess: it is about yourself' : null;
}

export interface PasswordRules {
  /** What others know of the person: name, e-mail, organization. */
  readonly about: readonly string[];
  readonly secondFactor: boolean;
  /** How the request calls it; "password" unless said. */
  readonly field?: string;
}

/** Throws a refusal naming the field when the password must not be chosen. */
export async function requireStrong(password: string, { about, secondFactor, field = 'password' }: PasswordRules): Promise<void> {
  const least = secondFactor ? passwordLengthMinWithSecondFactor : passwordLengthMin;
  const weakness = weaknessOf(password, about, least) ?? ((await isCommon(password)) ? 'is too easy to guess: it is a common one' : null);
  if (weakness) throw badField(field, weakness);
}

let common: Promise<ReadonlySet<string>> | null = null;

/**
 * Whether it is one of the 49,233 passwords that are used most, or one of them written twice, or with numbers and signs around
 * it: "password1234" is "password" for anyone who guesses. The list is loaded at the first call.
 */
async function isCommon(password: string): Promise<boolean> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  const list = await common;
  const core = coreOf(password);
  return [password.toLowerCase(), core, withoutNumbers(core), once(core), once(withoutNumbers(core))].some((word) => list.has(word));
}

function coreOf(password: string): string {
  return password.toLowerCase().replace(/[\s!@#$%^&*._-]+/g, '');
}

function withoutNumbers(core: string): string {
  return core.replace(/^[0-9]+|[0-9]+$/g, '') || core;
}

/** "monkeymonkeymonkey" → "monkey". */
function once(core: string): string {
  return /^(.+?)\1+$/.exec(core)?.[1] ?? core;
}
