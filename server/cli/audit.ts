import { BadCommand, readOptions } from '#platform/command-line.ts';
import type { RunningProgram } from '../boot/control.ts';
import { say } from './terminal.ts';

/** Throws `BadCommand`. */
export function readAuditWish([verb, ...words]: readonly string[]): void {
  if (verb !== 'verify')
    throw new BadCommand(verb === undefined ? '"audit" needs a verb: verify.' : `There is no command "audit ${verb}".`);
  readOptions(words, {});
}

/** `baraza audit verify`: every chain, and every head that was written down. Ends with 1 when something does not hold. */
export async function verifyAudit(program: Pick<RunningProgram, 'verifyAudit'>): Promise<number> {
  const { chains, heads, otherKeys } = await program.verifyAudit();
  for (const { organizationId, faults } of chains) for (const fault of faults) say(`WRONG  ${organizationId}: ${fault}`);
  if (otherKeys > 0) say(`LOOK   ${otherKeys} heads were signed with an earlier secret key, and cannot be checked with this one.`);
  const wrong = chains.filter(({ faults }) => faults.length > 0).length;
  say(`${chains.length} chains and ${heads} heads were read; ${wrong === 0 ? 'all of them hold.' : `${wrong} do not hold.`}`);
  return wrong > 0 ? 1 : 0;
}
