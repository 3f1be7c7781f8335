import { randomBytes } from 'node:crypto';
import type { Config } from '#platform/config.ts';
import { Refusal } from '#platform/errors.ts';
import { adoptNextKey, nextKeyFile, readNextKey, writeNextKey } from '#platform/key-files.ts';
import { type RotateWish, rotateSecrets } from '#platform/rotate-secrets.ts';
import type { App } from './app.ts';
import type { Storage } from './open-storage.ts';

/** `baraza secrets rotate`, in the program that holds the database: the running server, or the command itself when none runs. */
export type Rotate = (wish: RotateWish) => Promise<void>;

type KeySettings = Pick<Config, 'dataFolder' | 'databaseUrl' | 'secretKey' | 'secretKeyFrom' | 'previousSecretKey'>;

export function createRotate(config: KeySettings, { app, storage }: { app: App; storage: Storage }): Rotate {
  let busy = false;
  return async (wish) => {
    if (busy) throw new Refusal('bad_request', 'The keys are being replaced already.');
    busy = true;
    try {
      await rotate(config, { app, storage }, wish);
    } finally {
      busy = false;
    }
  };
}

async function rotate(config: KeySettings, { app, storage }: { app: App; storage: Storage }, wish: RotateWish): Promise<void> {
  const { masterKey, database } = app.organizations;
  if (masterKey.previousId === null) masterKey.replace(nextKey(config, wish.say));
  else wish.say('Going on with the key that was begun with.');
  app.keys.changed();
  await rotateSecrets({ database, masterKey, tables: app.registry.tables, carryAccounts: app.keys.carryAccounts }, wish);
  // The old key may go only when the database's own files hold nothing of it any more: a power cut would bring it back.
  await storage.sync();
  wish.say('0 rows are left on the old key.');
  end(config, wish.say);
  masterKey.forgetPrevious();
  app.keys.changed();
}

/** Kept in the data folder. A key given by the environment would come back with the next start of a container without a lasting folder. */
function nextKey(config: KeySettings, say: RotateWish['say']): Buffer {
  if (config.secretKeyFrom === 'environment' && config.databaseUrl !== null) {
    throw new Refusal(
      'bad_request',
      'The secret key is given by the environment. Make a new one (openssl rand -base64 32), set BARAZA_SECRET_KEY to it and BARAZA_SECRET_KEY_PREVIOUS to the one there was, restart, and run this again.',
    );
  }
  const finished = readNextKey(config.dataFolder);
  if (finished && !finished.equals(config.secretKey)) {
    throw new Refusal('bad_request', `First set BARAZA_SECRET_KEY to what is in ${nextKeyFile(config.dataFolder)}, and restart.`);
  }
  const made = randomBytes(32);
  writeNextKey(config.dataFolder, made);
  say(`A new key was made: ${nextKeyFile(config.dataFolder)}`);
  return made;
}

function end(config: KeySettings, say: RotateWish['say']): void {
  const path = nextKeyFile(config.dataFolder);
  if (config.previousSecretKey?.from === 'environment') {
    say('Done. Remove BARAZA_SECRET_KEY_PREVIOUS before the next start, and keep a copy of the new key apart from the data.');
  } else if (config.secretKeyFrom === 'environment') {
    say(
      `Done. Set BARAZA_SECRET_KEY to what is in ${path} before the next start, keep a copy apart from the data, and delete that file then.`,
    );
  } else {
    adoptNextKey(config.dataFolder);
    say('Done. The new key is in secret.key in the data folder; keep a copy of it apart from the data. The old one is gone.');
  }
}
