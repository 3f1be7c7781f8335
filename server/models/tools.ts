import type { Models } from './models.ts';

/** What setting up providers needs beyond a scope. */
export interface ModelTools {
  /** Whether a provider named through the API may have an address on a private network, or one without https. */
  readonly allowPrivateAddresses: boolean;
  readonly models: Models;
}

/** Who names a provider: the provisioning file may name private addresses, and only it changes what it set. */
export type Origin = 'api' | 'provisioning';
