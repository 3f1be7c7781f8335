import type { Clock } from '#platform/clock.ts';
import type { Ids } from '#platform/ids.ts';

/**
 * What happened, on its way to whoever watches an organization: gathered for a moment, numbered, and handed out in this process.
 * Numbers go on while nobody watches, so that whoever comes back sees that something was missed. With several processes each hears
 * of what the others tell through whatever carries it between them; it then calls `tell` here.
 */
export interface Feed<Change> {
  /** Called after a commit. `make` is not called while nobody watches: then this costs a look-up and an addition. */
  tell(organizationId: string, make: () => readonly Change[]): void;
  /** Who watches gets every batch of one organization from now on; the returned function ends it. */
  watch(organizationId: string, take: (batch: Batch<Change>) => void): () => void;
  /** Of this process: numbers of another say nothing here. */
  readonly epoch: string;
  /** The organization's last number. */
  sequence(organizationId: string): number;
}

export interface Batch<Change> {
  readonly organizationId: string;
  readonly sequence: number;
  readonly changes: readonly Change[];
  /** More happened than is worth naming. */
  readonly overflow: boolean;
}

/** A page that is told twenty times a second looks immediate, and a thousand messages a second are twenty batches. */
const gatherMs = 50;
/** Beyond this a page fetches again what it shows, rather than one thing at a time. */
const changesMax = 200;

interface Gathering<Change> {
  readonly watchers: Set<(batch: Batch<Change>) => void>;
  /** By what they say, so that what is said twice is told once. */
  readonly waiting: Map<string, Change>;
  overflow: boolean;
  timed: boolean;
}

export function createFeed<Change>({ clock, ids }: { clock: Clock; ids: Ids }): Feed<Change> {
  const epoch = ids.next();
  const sequences = new Map<string, number>();
  const watched = new Map<string, Gathering<Change>>();
  const sequence = (organizationId: string) => sequences.get(organizationId) ?? 0;

  function handOut(organizationId: string, gathering: Gathering<Change>): void {
    const { overflow } = gathering;
    const changes = overflow ? [] : [...gathering.waiting.values()];
    gathering.waiting.clear();
    gathering.overflow = false;
    gathering.timed = false;
    for (const take of gathering.watchers) take({ organizationId, sequence: sequence(organizationId), changes, overflow });
  }

  return {
    epoch,
    sequence,
    tell(organizationId, make) {
      sequences.set(organizationId, sequence(organizationId) + 1);
      const gathering = watched.get(organizationId);
      if (!gathering) return;
      if (!gathering.overflow) for (const change of make()) gathering.waiting.set(JSON.stringify(change), change);
      if (gathering.waiting.size > changesMax) gathering.overflow = true;
      if (gathering.timed) return;
      gathering.timed = true;
      clock.after(gatherMs, () => handOut(organizationId, gathering));
    },
    watch(organizationId, take) {
      const gathering = watched.get(organizationId) ?? { watchers: new Set(), waiting: new Map(), overflow: false, timed: false };
      watched.set(organizationId, gathering);
      gathering.watchers.add(take);
      return () => {
        gathering.watchers.delete(take);
        if (gathering.watchers.size === 0) watched.delete(organizationId);
      };
    },
  };
}
