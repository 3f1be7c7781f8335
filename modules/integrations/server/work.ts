import type { Clock } from '#platform/clock.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places as shown } from '#platform/log.ts';
import { findDueIntegrations } from './due-store.ts';
import { actOnCall } from './incoming/act.ts';
import type { IntegrationTools } from './tools.ts';
import { deliver, handOut } from './webhooks/deliver.ts';

/** What goes on without being asked: events are handed out and delivered, calls acted on. */
export interface IntegrationWork {
  /** Looks from now on: once a second while something happens, else every ten. The returned function ends it. */
  start(): () => void;
  /** Something may have happened that somebody wants to be told. */
  stir(): void;
  /** One look. Resolves when everything it found was tried. */
  look(): Promise<void>;
  /** A call was kept here: it need not wait for the next look. */
  act(organizationId: string, id: string): void;
  /** Begins nothing more and waits for what is under way; the signal of the options ends requests. */
  idle(): Promise<void>;
}

export interface WorkOptions extends IntegrationTools {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const everyMs = 1000;
/** So long after the last thing that happened the database is asked each second; then, as somebody else may have work for us, now and then. */
const stirredMs = 10_000;
const idleMs = 10_000;
/** Of each kind, by one look. */
const most = 200;
/** Things under way at once, and of them for one organization. A subscription is one of them, however slow its address is. */
const placesMax = 64;
const placesOfOneMax = 16;

export function createIntegrationWork(options: WorkOptions): IntegrationWork {
  const { database, clock, log } = options;
  const places = createPlaces(log);
  let cancel: () => void = () => undefined;
  let stopped = false;
  let stirredAt = 0;
  let lookedAt = 0;
  let asking = false;

  const now = () => clock.now().getTime();
  const stir = () => {
    stirredAt = now();
  };

  const begins = {
    events: (organizationId: string) =>
      places.begin(organizationId, `events ${organizationId}`, async () => {
        const woken = await handOut(options, organizationId);
        for (const id of woken) void begins.deliver(organizationId, id);
      }),
    deliver: (organizationId: string, id: string) =>
      places.begin(organizationId, `deliver ${id}`, () => deliver(options, organizationId, id)),
    act: (organizationId: string, id: string) =>
      places.begin(organizationId, `act ${id}`, () => actOnCall(options, options, { organizationId, id })),
  };

  async function look(): Promise<void> {
    try {
      const found = await ask();
      if (found.length > 0) stir();
      await Promise.all(found.map((one) => begins[one.work](one.organization_id, one.object_id)));
    } catch (error) {
      log.warn({ err: shown(error) }, 'integrations could not look for due work; they try again');
    }
  }

  async function ask() {
    lookedAt = now();
    asking = true;
    try {
      return await findDueIntegrations(database, clock.now(), most);
    } finally {
      asking = false;
    }
  }

  return {
    start() {
      const tick = () => {
        // A look does not wait for the slowest thing that the one before found; only for a database that has not answered it yet.
        if (!asking && (now() - stirredAt <= stirredMs || now() - lookedAt >= idleMs)) void look();
        if (!stopped) cancel = clock.after(everyMs, tick);
      };
      cancel = clock.after(everyMs, tick);
      return () => {
        stopped = true;
        cancel();
      };
    },
    stir,
    async look() {
      await look();
      await places.empty();
    },
    act: (organizationId, id) => void begins.act(organizationId, id),
    idle: places.close,
  };
}

/** What is under way, so many things at once and each once, with places left for every organization. */
function createPlaces(log: Log) {
  const underWay = new Map<string, Promise<void>>();
  const taken = new Map<string, number>();
  let closed = false;

  function leave(organizationId: string, name: string): void {
    underWay.delete(name);
    const left = (taken.get(organizationId) ?? 1) - 1;
    if (left === 0) taken.delete(organizationId);
    else taken.set(organizationId, left);
  }

  return {
    /** Begins it, unless it is under way here or there is no place: then a later look finds it again. */
    begin(organizationId: string, name: string, work: () => Promise<void>): Promise<void> {
      const known = underWay.get(name);
      if (known !== undefined) return known;
      const own = taken.get(organizationId) ?? 0;
      if (closed || underWay.size >= placesMax || own >= placesOfOneMax) return Promise.resolve();
      taken.set(organizationId, own + 1);
      const done = work()
        .catch((error: unknown) => log.warn({ err: shown(error) }, 'work for integrations failed; it is tried again'))
        .finally(() => leave(organizationId, name));
      underWay.set(name, done);
      return done;
    },
    async empty(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    async close(): Promise<void> {
      closed = true;
      await Promise.all(underWay.values());
    },
  };
}
