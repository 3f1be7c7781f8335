import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FieldFault } from '#platform/fields.ts';
import { Secret } from './schema.ts';

/** Finds secrets where the file says they are. */
export interface SecretFinder {
  /** The secret itself; undefined, and a fault, when it cannot be found. */
  find(field: string, secret: Secret): string | undefined;
  /** The same for values that may or may not be references: anything else comes back as it is. */
  findIfReference(field: string, value: unknown): unknown;
}

/** `faults` gathers what could not be found. Files are looked for beside the provisioning file. */
export function createSecretFinder(
  from: { file: string; readEnvironment(name: string): string | undefined },
  faults: FieldFault[],
): SecretFinder {
  function find(field: string, secret: Secret): string | undefined {
    if (typeof secret === 'string') return secret;
    return 'env' in secret ? fromEnvironment(field, secret.env) : fromFile(field, secret.file);
  }

  function fromEnvironment(field: string, name: string): string | undefined {
    const value = from.readEnvironment(name);
    if (!value) faults.push({ field, message: `is to be found in the environment variable ${name}, which is not set` });
    return value || undefined;
  }

  function fromFile(field: string, path: string): string | undefined {
    const place = resolve(dirname(from.file), path);
    try {
      // Editors end files with a line break, which is never part of a secret.
      const text = readFileSync(place, 'utf8').replace(/\r?\n$/, '');
      if (text !== '') return text;
      faults.push({ field, message: `is to be found in ${place}, which is empty` });
    } catch (error) {
      faults.push({ field, message: `is to be found in ${place}, which cannot be read (${(error as NodeJS.ErrnoException).code})` });
    }
    return undefined;
  }

  return {
    find,
    findIfReference(field, value) {
      if (typeof value !== 'object' || value === null) return value;
      const reference = Secret.safeParse(value);
      return reference.success ? find(field, reference.data) : value;
    },
  };
}
