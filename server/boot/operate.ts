import { firstRunUrl } from '#organizations/index.ts';
import type { Authenticator } from '#platform/auth/authenticate.ts';
import { carrySecondFactors } from '#platform/auth/carry-second-factors.ts';
import type { Sessions } from '#platform/auth/session.ts';
import type { Registry } from '#platform/registry.ts';
import { provision } from '#provision/index.ts';
import type { Ground } from './ground.ts';
import type { ScopeOf } from './scope-of.ts';
import type { Tools } from './tools.ts';

/** What an operator does, at the terminal or with the files the program starts from. */
export interface Operating {
  /** For provisioning and commands. */
  readonly systemScope: ScopeOf;
  /** Applies the provisioning file. */
  provision(file: string, readEnvironment: (name: string) => string | undefined): Promise<void>;
  readonly keys: KeyWork;
  /** The address that makes the first owner; null once somebody has an account. */
  firstRunUrl(): Promise<string | null>;
}

/** What the program does when its secret key is replaced. */
interface KeyWork {
  /** What was remembered under the old key is forgotten. */
  changed(): void;
  /** Seals people's second factors with the key in use; returns how many. */
  carryAccounts(): Promise<number>;
}

interface Parts {
  readonly tools: Tools;
  readonly registry: Registry;
  readonly authenticator: Authenticator;
}

export function createOperating({ database, masterKey, log }: Ground, { tools, registry, authenticator }: Parts): Operating {
  const { organizations, channels, models, making, scopeOf } = tools;
  const { accounts, publicUrl } = organizations;
  const { everyPermission } = registry;
  return {
    systemScope: scopeOf,
    provision: (file, readEnvironment) =>
      provision({ file, readEnvironment, organizations, channels, models, everyPermission, making, log }),
    keys: createKeyWork({ database, masterKey }, tools.accounts.sessions, authenticator),
    firstRunUrl: async () => ((await accounts.any()) ? null : firstRunUrl(masterKey, publicUrl())),
  };
}

function createKeyWork(
  { database, masterKey }: Pick<Ground, 'database' | 'masterKey'>,
  sessions: Sessions,
  authenticator: Authenticator,
): KeyWork {
  return {
    changed() {
      sessions.keysChanged();
      authenticator.forgetKeys();
    },
    carryAccounts: () => carrySecondFactors(database, masterKey),
  };
}
