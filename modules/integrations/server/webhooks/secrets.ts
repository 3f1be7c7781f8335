import { randomText } from '#platform/auth/api-key.ts';
import { later } from '#platform/clock.ts';
import type { Scope } from '#platform/scope.ts';
import type { OrganizationKey, Place } from '#platform/secrets.ts';
import type { SigningKey } from '#platform/signature.ts';

/** A secret of a subscription. `until`: it is being replaced, and signs until then. */
interface StoredSecret extends SigningKey {
  readonly until: string | null;
}

const placeOf = (subscriptionId: string): Place => ({ table: 'webhook_subscriptions', column: 'sealed_secrets', row: subscriptionId });

function open(key: OrganizationKey, subscriptionId: string, sealed: string): StoredSecret[] {
  return JSON.parse(key.open(placeOf(subscriptionId), sealed)) as StoredSecret[];
}

/** What signs now, the newest first. */
export function signingKeys(key: OrganizationKey, { id, sealed, now }: { id: string; sealed: string; now: Date }): SigningKey[] {
  return open(key, id, sealed).filter(({ until }) => until === null || new Date(until) > now);
}

/** A new secret, sealed together with the one it replaces, which goes on for the hours of grace. */
export function renewSecret(
  { key, ids, clock }: Pick<Scope, 'key' | 'ids' | 'clock'>,
  { id, sealed, graceHours }: { id: string; sealed: string | null; graceHours: number },
): { secret: SigningKey; sealed: string } {
  const secret = { id: `k${randomText(ids, 6)}`, secret: `brs_${randomText(ids, 40)}` };
  const until = later(clock.now(), graceHours * 3600).toISOString();
  const before = sealed === null || graceHours === 0 ? [] : open(key, id, sealed).slice(0, 1);
  const stored: StoredSecret[] = [{ ...secret, until: null }, ...before.map((one) => ({ ...one, until }))];
  return { secret, sealed: key.seal(placeOf(id), JSON.stringify(stored)) };
}
