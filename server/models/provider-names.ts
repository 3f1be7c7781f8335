import type { Scope } from '#platform/scope.ts';
import { listProviderNames, listReaderNames } from './store.ts';

/** How an assistant's settings may call the organization's providers. Nothing else of them is told, so it asks for no permission. */
export function providerNames({ db }: Pick<Scope, 'db'>): Promise<readonly string[]> {
  return listProviderNames(db);
}

/** Those that contacts' words may be sent to. */
export function readerNames({ db }: Pick<Scope, 'db'>): Promise<readonly string[]> {
  return listReaderNames(db);
}
