import type { Installation } from '#contract/accounts.ts';
import type { AccountTools } from './account-tools.ts';
import { passwordLengthMax, passwordLengthMin, passwordLengthMinWithSecondFactor } from './password.ts';

/** What a page must know before anybody has signed in. */
export async function describeInstallation({ version, mail, accounts }: AccountTools): Promise<Installation> {
  return {
    version,
    mailWorks: mail.works,
    firstRun: !(await accounts.any()),
    password: { least: passwordLengthMin, leastWithSecondFactor: passwordLengthMinWithSecondFactor, most: passwordLengthMax },
  };
}
