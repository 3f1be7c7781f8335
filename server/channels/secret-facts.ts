import { later } from '#platform/clock.ts';

/** What is known of each secret without telling it: since when it is set, and until when the one before it counts too. */
export type SecretFacts = Readonly<Record<string, { readonly since: string; readonly previousUntil?: string }>>;
export type Secrets = Readonly<Record<string, unknown>>;

/**
 * How long the one before still counts. Meta signs with the new secret from one moment to the next, and sends again for days
 * what it could not deliver; a day covers what was on its way and a night in which nobody looked. Somebody who stole the old
 * secret can use it no longer than this, and `forget-previous-secrets` ends it at once.
 */
const previousSeconds = 24 * 3600;

export interface Succession {
  /** The names of those whose predecessor counts for a time. */
  readonly rotating: readonly string[];
  readonly inUse: Secrets;
  /** Those that still count from the last change. */
  readonly earlier: Secrets;
  readonly next: Secrets;
  readonly facts: SecretFacts;
  readonly now: Date;
}

/** The secrets to store, with the predecessors of those that change. */
export function succeedSecrets({ rotating, inUse, earlier, next, facts, now }: Succession): { secrets: Secrets; secretFacts: SecretFacts } {
  const previous: Record<string, unknown> = { ...earlier };
  const about: Record<string, SecretFacts[string]> = { ...facts };
  for (const [name, value] of Object.entries(next)) {
    if (value === inUse[name]) continue;
    about[name] = { since: now.toISOString() };
    delete previous[name];
    if (!rotating.includes(name) || inUse[name] === undefined) continue;
    previous[name] = inUse[name];
    about[name] = { since: now.toISOString(), previousUntil: later(now, previousSeconds).toISOString() };
  }
  return { secrets: Object.keys(previous).length > 0 ? { ...next, previous } : next, secretFacts: about };
}

/** Without predecessors; those whose time is over, or all of them. Null: there is nothing to forget. */
export function withoutPrevious(
  { secrets, facts }: { secrets: Secrets; facts: SecretFacts },
  overBefore: Date | null,
): { secrets: Secrets; secretFacts: SecretFacts } | null {
  const { previous = {}, ...inUse } = secrets;
  const isOver = (name: string) => overBefore === null || new Date(facts[name]?.previousUntil ?? 0) <= overBefore;
  const over = Object.keys(previous as Secrets).filter(isOver);
  if (over.length === 0) return null;
  const kept = Object.fromEntries(Object.entries(previous as Secrets).filter(([name]) => !over.includes(name)));
  const about = Object.fromEntries(
    Object.entries(facts).map(([name, { since, previousUntil }]) => [
      name,
      { since, ...(previousUntil === undefined || over.includes(name) ? {} : { previousUntil }) },
    ]),
  );
  return { secrets: Object.keys(kept).length > 0 ? { ...inUse, previous: kept } : inUse, secretFacts: about };
}
