import { tellOfMail } from '#organizations/index.ts';
import type { AccountTools } from '#platform/auth/account-tools.ts';
import { createAccounts } from '#platform/auth/accounts.ts';
import { createAttempts } from '#platform/auth/attempts.ts';
import { hashPassword } from '#platform/auth/password.ts';
import type { Sessions, SessionTimes } from '#platform/auth/session.ts';
import { createSessions } from '#platform/auth/sessions.ts';
import { createMail, type Mail } from '#platform/mail/mail.ts';
import type { Ground } from './ground.ts';
import type { AppOptions } from './options.ts';

/** Of the people who work here: their accounts, sessions and mails, which belong to no organization. */
export interface PeopleTools extends AccountTools {
  readonly sessions: Sessions;
  readonly sessionTimes: SessionTimes;
}

/** A person forgets a password a few times; a whole office behind one address, somewhat more. */
const freeByAccount = 6;
const freeByAddress = 40;
/** Nobody needs more mails than that at once; the others are for annoying somebody. */
const freeMails = 3;

export function createPeopleTools(options: AppOptions, ground: Ground): PeopleTools {
  const { database, clock, ids, log, masterKey, publicUrl } = ground;
  const { sessionTimes, version } = options;
  return {
    database,
    clock,
    ids,
    log,
    masterKey,
    publicUrl,
    version,
    accounts: createAccounts({ database, clock, ids, hashPassword: options.hashPassword ?? hashPassword }),
    mail: createMails(options, ground),
    guesses: {
      byAccount: createAttempts({ clock, free: freeByAccount }),
      byAddress: createAttempts({ clock, free: freeByAddress }),
      mails: createAttempts({ clock, free: freeMails }),
    },
    sessions: createSessions({ database, clock, ids, log, masterKey, sessionTimes, publicUrl }),
    sessionTimes,
  };
}

function createMails({ mailFolder, mailServer, tellOperator }: AppOptions, { database, clock, ids, log }: Ground): Mail {
  return createMail({
    clock,
    ids,
    log,
    folder: mailFolder,
    server: mailServer,
    tellOperator,
    onOutcome: (outcome) => tellOfMail({ database }, { clock, ids }, outcome),
  });
}
