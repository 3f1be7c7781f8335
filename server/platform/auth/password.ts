import { badField } from '#platform/fields.ts';

/**
 * Passwords. NIST SP 800-63B-4 (§3.1.1.2) asks for 15 characters where a password is the only factor and 8 where there is a
 * second one; it forbids rules about kinds of characters. We ask for 12: the second factor is offered, not yet demanded, and
 * guessing is slowed down (attempts.ts). The maximum keeps hashing cheap to answer.
 */
export const passwordLengthMin = 12;
export const passwordLengthMax = 128;
/** What NIST allows at the very least; an operator may go this low in the provisioning file, with a warning. */
export const passwordLengthFloor = 8;

// OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 iterations, 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id, in PHC form with its own salt and parameters. The native module is loaded at the first call. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  // NFKC, as NIST advises: the same password typed on another keyboard must give the same bytes.
  return hash(password.normalize('NFKC'), cost);
}

export async function verifyPassword(hashed: string, password: string): Promise<boolean> {
  const { verify } = await import('@node-rs/argon2');
  return verify(hashed, password.normalize('NFKC')).catch(() => false);
}

/** What everybody tries first, among passwords long enough to be allowed. The full lists are longer than what they stop. */
const expected = ['password', 'passw0rd', '12345678', 'qwertyui', 'letmein', 'iloveyou', 'welcome1', 'administrator', 'baraza'];

/** Why a password must not be used; null: it may. `about` is what others know of the person: name, e-mail, organization. */
export function weaknessOf(password: string, about: readonly string[] = [], lengthMin = passwordLengthMin): string | null {
  const length = [...password].length;
  if (length < lengthMin) return `must be at least ${lengthMin} characters; a sentence is good`;
  if (length > passwordLengthMax) return `must be at most ${passwordLengthMax} characters`;
  const bare = password.toLowerCase().replace(/[\s!@#$%^&*._-]+/g, '');
  if (new Set(bare).size < 4) return 'is too easy to guess: it repeats the same few characters';
  const known = [...expected, ...about.flatMap((text) => [text, text.split('@')[0] ?? ''])].map((text) =>
    text.toLowerCase().replace(/\W+/g, ''),
  );
  // "password1234" is "password" for anyone who guesses.
  if (known.includes(bare) || known.includes(bare.replace(/[0-9]+$/, '')))
    return 'is too easy to guess: it is a common word or about yourself';
  return null;
}

/** Throws a refusal naming the field "password". */
export function requireStrong(password: string, about: readonly string[]): void {
  const weakness = weaknessOf(password, about);
  if (weakness) throw badField('password', weakness);
}
