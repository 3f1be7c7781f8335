import type { Actor } from '#platform/scope.ts';
import type { Batch, Feed } from './feed.ts';

/** One who is connected and wants to be told. */
export interface Watcher {
  readonly organizationId: string;
  /** May change while they are connected: another role from one moment to the next. */
  readonly actor: Actor;
  /** The last number that was sent to them, or was to be. */
  known: number;
  /** They could not follow, and are told so when they can again. */
  behind: boolean;
  /** Whether so much waits to go out to them that more would only pile up. */
  isFull(): boolean;
  send(batch: { readonly after: number; readonly sequence: number; readonly changes: readonly object[]; readonly overflow?: true }): void;
}

/** What must be known of changes to know who may be told. */
export interface Audience<Change> {
  /** What one must be permitted to be told of it; null: everybody of the organization is. */
  permissionFor(change: Change): string | null;
  /** The one member it concerns; null: others too. */
  only(change: Change): string | null;
  /** Null: they see everything that their permissions let them. Else the member who sees some of it only. */
  seesOnly(actor: Actor): string | null;
  /** Which of the changes each of these members may know of. Asked once for a batch, not once for a connection. */
  visibleTo(
    organizationId: string,
    memberIds: readonly string[],
    changes: readonly Change[],
  ): Promise<ReadonlyMap<string, ReadonlySet<Change>>>;
}

export interface Watchers {
  add(watcher: Watcher): void;
  remove(watcher: Watcher): void;
}

/** Tells everybody who watches what they may know, in order. `onFault`: a batch could not be told; then they are told that they missed one. */
export function createWatchers<Change extends object>(
  feed: Feed<Change>,
  audience: Audience<Change>,
  onFault: (error: unknown) => void,
): Watchers {
  const organizations = new Map<string, { readonly watchers: Set<Watcher>; readonly end: () => void }>();

  async function tellAll(batch: Batch<Change>, watchers: readonly Watcher[]): Promise<void> {
    const members = new Set(watchers.flatMap(({ actor }) => audience.seesOnly(actor) ?? []));
    const visible =
      members.size > 0 && batch.changes.length > 0
        ? await audience.visibleTo(batch.organizationId, [...members], batch.changes)
        : new Map<string, ReadonlySet<Change>>();
    // Those who may do the same see the same: looked at once for each role, not for each connection.
    const byView = new Map<unknown, readonly Change[]>();
    for (const watcher of watchers) {
      const { permissions } = watcher.actor;
      const only = audience.seesOnly(watcher.actor);
      const view = only ?? permissions;
      const permitted = (change: Change) => {
        const permission = audience.permissionFor(change);
        return (permission === null || permissions.has(permission)) && (only === null || (visible.get(only)?.has(change) ?? false));
      };
      const changes = byView.get(view) ?? batch.changes.filter(permitted);
      byView.set(view, changes);
      tellOne(
        watcher,
        batch,
        changes.filter((change) => [null, watcher.actor.id].includes(audience.only(change))),
      );
    }
  }

  function tellOne(watcher: Watcher, { sequence, overflow }: Batch<Change>, changes: readonly Change[]): void {
    if (changes.length === 0 && !overflow) return;
    if (watcher.isFull()) watcher.behind = true;
    else watcher.send({ after: watcher.known, sequence, changes, ...(overflow ? { overflow } : {}) });
    watcher.known = sequence;
  }

  function open(organizationId: string) {
    const watchers = new Set<Watcher>();
    let last = Promise.resolve();
    const end = feed.watch(organizationId, (batch) => {
      // One after the other, because looking who may see takes a moment.
      last = last
        .then(() => tellAll(batch, [...watchers]))
        .catch((error: unknown) => {
          onFault(error);
          for (const watcher of watchers) tellOne(watcher, { ...batch, overflow: true }, []);
        });
    });
    return { watchers, end };
  }

  return {
    add(watcher) {
      const organization = organizations.get(watcher.organizationId) ?? open(watcher.organizationId);
      organizations.set(watcher.organizationId, organization);
      organization.watchers.add(watcher);
    },
    remove(watcher) {
      const organization = organizations.get(watcher.organizationId);
      organization?.watchers.delete(watcher);
      if (organization?.watchers.size !== 0) return;
      organization.end();
      organizations.delete(watcher.organizationId);
    },
  };
}
