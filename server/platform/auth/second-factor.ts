import { createHash, createHmac } from 'node:crypto';
import { later } from '#platform/clock.ts';
import { Refusal } from '#platform/errors.ts';
import { type AccountTools, authDb, record } from './account-tools.ts';
import { sessionsPurpose } from './carry-second-factors.ts';
import { claimCode, readSecret } from './code-store.ts';

const stepSeconds = 30;
/** A code is taken one step early or late (RFC 6238 §5.2), so it could be given again for a minute and a half. */
const validSeconds = 3 * stepSeconds;

/**
 * Takes a code for this person, right or wrong: it will not be taken a second time (RFC 6238 §5.2), so whoever looked over a
 * shoulder or listened in comes too late. Throws when it was given before.
 */
export async function useCodeOnce(tools: AccountTools, userId: string, code: string): Promise<void> {
  const now = tools.clock.now();
  const hash = createHash('sha256').update(code).digest();
  if (!(await claimCode(authDb(tools), { userId, hash, now, oldest: later(now, -validSeconds) }))) throw wrongCode();
}

/** Throws unless it is a code the person's app shows now, given for the first time. */
export async function requireCode(tools: AccountTools, userId: string, code: string): Promise<void> {
  tools.guesses.byAccount.admit(`code ${userId}`);
  await useCodeOnce(tools, userId, code);
  const sealed = await readSecret(authDb(tools), userId);
  if (sealed === null || !codesOf(await open(tools, sealed), tools.clock.now()).includes(code)) {
    record(tools, 'wrong_code', userId);
    throw wrongCode();
  }
  tools.guesses.byAccount.forgive(`code ${userId}`);
}

function wrongCode(): Refusal {
  return new Refusal('accounts.invalid_code', 'The code is wrong or no longer valid. Use the one the app shows now, each only once.', {
    status: 401,
    details: { field: 'code' },
  });
}

async function open({ masterKey }: AccountTools, sealed: string): Promise<string> {
  const { symmetricDecrypt } = await import('better-auth/crypto');
  return symmetricDecrypt({ key: masterKey.derive(sessionsPurpose), data: sealed });
}

/** The codes that are right now, as authenticator apps make them (RFC 6238: HMAC-SHA-1, 30 seconds, six digits). */
function codesOf(secret: string, now: Date): string[] {
  const step = Math.floor(now.getTime() / 1000 / stepSeconds);
  return [step - 1, step, step + 1].map((one) => codeAt(secret, one));
}

function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
