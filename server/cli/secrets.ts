import { BadCommand, readOptions } from '#platform/command-line.ts';
import type { RunningProgram } from '../boot/control.ts';
import { say } from './terminal.ts';

export interface SecretsWishes {
  readonly organizationKeys: boolean;
}

/** Throws `BadCommand`. */
export function readSecretsWishes([verb, ...words]: readonly string[]): SecretsWishes {
  if (verb !== 'rotate')
    throw new BadCommand(verb === undefined ? '"secrets" needs a verb: rotate.' : `There is no command "secrets ${verb}".`);
  const { 'organization-keys': organizationKeys } = readOptions(words, { 'organization-keys': { type: 'boolean', default: false } });
  return { organizationKeys };
}

/** `baraza secrets rotate`: says each step; ends with how many rows are left on the old key, which is none. */
export async function rotateSecrets(program: Pick<RunningProgram, 'rotate'>, { organizationKeys }: SecretsWishes): Promise<number> {
  await program.rotate({ organizationKeys, say });
  return 0;
}
