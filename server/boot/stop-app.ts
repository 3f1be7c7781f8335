import type { FastifyInstance } from 'fastify';
import type { Models } from '#models/index.ts';
import type { Bus } from '#platform/bus.ts';
import { type Clock, sleep } from '#platform/clock.ts';
import type { Upkeep } from '#platform/db/upkeep.ts';
import type { PhoneWork } from '../../modules/phone/server/index.ts';
import type { Background } from './background.ts';
import type { Ground } from './ground.ts';
import type { MessagePath } from './message-path.ts';

interface Stopping {
  readonly ground: Ground;
  readonly bus: Bus;
  readonly background: Background;
  readonly models: Models;
  readonly server: FastifyInstance;
  readonly path: MessagePath;
  readonly upkeep: Upkeep;
  readonly phones: PhoneWork;
}

/** Stops taking work, lets what is under way finish within `graceMs`, and closes what the app opened; not the database. */
export async function stopApp({ ground, bus, background, models, server, path, upkeep, phones }: Stopping, graceMs: number): Promise<void> {
  const { clock, waits, stopping, client, limits, spans } = ground;
  background.end();
  waits.stop();
  models.stop();
  await closeDoors(server, clock, () =>
    Promise.all([path.turns.stop(graceMs), path.media.stop(graceMs)]).then(() => path.outbox.stop(graceMs)),
  );
  stopping.abort();
  await Promise.all([background.idle(), upkeep.idle(), phones.stop()]);
  await spans?.close();
  await Promise.all([client.close(), limits.close(), bus.close()]);
}

/** How long answers that are under way may take when the program stops. */
const closingMs = 1000;

/** Nobody new comes in; whoever only holds a connection open must not keep the work from being handed over. */
async function closeDoors(server: FastifyInstance, clock: Clock, handOver: () => Promise<void>): Promise<void> {
  const closed = server.close();
  await Promise.race([closed, sleep(clock, closingMs)]);
  await handOver();
  server.server.closeAllConnections();
  await closed;
}
