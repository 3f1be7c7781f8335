import type { AccountLife } from '#channels/index.ts';
import { startSweep } from '#core/sweep.ts';
import { startTidying } from '#platform/auth/tidy.ts';
import { startRetention } from '#platform/db/retention.ts';
import { startCollecting } from '#platform/files/files.ts';
import type { Mail } from '#platform/mail/mail.ts';
import type { Registry } from '#platform/registry.ts';
import type { Brain } from '#router/index.ts';
import type { IntegrationWork } from '../../modules/integrations/server/index.ts';
import type { Ground } from './ground.ts';
import type { MessagePath } from './message-path.ts';
import type { AppOptions } from './options.ts';
import type { Tasks } from './tasks.ts';

/** Something that goes on by itself while the program runs. */
export interface Work {
  /** Begins; the returned function ends it: nothing new is begun. */
  start(): () => void;
  /** After the end: resolves when what was under way is done. */
  idle?(): Promise<void>;
}

interface Parts {
  readonly registry: Registry;
  readonly brain: Pick<Brain, 'gate'>;
  readonly mail: Mail;
  readonly accountLife: AccountLife;
  readonly tasks: Tasks;
  readonly integrations: IntegrationWork;
  readonly path: Pick<MessagePath, 'turns' | 'outbox' | 'media'>;
}

/** THE list of what goes on by itself; `media` has its own end, with the rest of the path. */
function listWorks({ role, sessionTimes }: AppOptions, ground: Ground, parts: Parts): readonly Work[] {
  const { database, clock, log, files, pulse } = ground;
  const { registry, brain, path, mail, accountLife, tasks, integrations } = parts;
  const onTurn = (organizationId: string, contactId: string) => path.turns.take({ organizationId, contactId, dueAt: clock.now() });
  const onLane = path.outbox.wake;
  // What a process that answers requests needs for that; everything else is any process's.
  const own: readonly Work[] = [
    { start: mail.start, idle: mail.stop },
    { start: () => prepareGate(brain) },
    { start: pulse.start, idle: pulse.flush },
  ];
  if (role === 'api') return own;
  return [
    ...own,
    { start: () => startSweep({ database, clock, log, onTurn, onLane }) },
    { start: () => startRetention({ database, clock, log, tables: registry.tables }) },
    { start: () => startCollecting({ files, clock, log }) },
    { start: () => startTidying({ database, clock, log, sessionTimes }) },
    { start: path.media.start },
    { start: accountLife.start },
    tasks,
    integrations,
  ];
}

/** The first message does not wait for the rules to be made; nor does the start. */
function prepareGate({ gate }: Parts['brain']): () => void {
  const making = setImmediate(() => {
    gate.prepare();
    collectOnce();
  });
  return () => clearImmediate(making);
}

/**
 * A start fills much memory that nothing needs afterwards, and V8 keeps the room it took for that. Collecting once as if memory were short gives
 * it back: 129 MB at rest on PostgreSQL instead of 185, for 70 ms. Only where Node.js was told to let us (tools/setup/build.mjs).
 */
function collectOnce(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

export interface Background {
  isRunning(): boolean;
  start(): void;
  end(): void;
  idle(): Promise<void>;
}

export function createBackground(options: AppOptions, ground: Ground, parts: Parts): Background {
  const works = listWorks(options, ground, parts);
  let ends: (() => void)[] = [];
  return {
    isRunning: () => ends.length > 0,
    start() {
      ends = works.map((work) => work.start());
    },
    end() {
      for (const end of ends.splice(0)) end();
    },
    idle: async () => void (await Promise.all(works.map((work) => work.idle?.()))),
  };
}
