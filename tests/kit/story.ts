import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Bus, noBus } from '#platform/bus.ts';
import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';
import type { Row } from '#platform/db/statement.ts';
import { createLog, type Log } from '#platform/log.ts';
import { createMasterKey } from '#platform/secrets.ts';
import { type App, createApp } from '#server/boot/app.ts';
import type { AppOptions } from '#server/boot/options.ts';
import { changeBody, type FakeNumber, statusItem } from '#tools/fake-graph/bodies.ts';
import { type FakeGraph, type FakeGraphOptions, type Inbound, startFakeGraph } from '#tools/fake-graph/server.ts';
import { noLimits, plainAccounts } from './app.ts';
import { type Cast, seedCast, type Tenant } from './cast.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { openTestDatabase, resetDatabase } from './database.ts';
import { makeFolder } from './folder.ts';
import { createSeededIds } from './ids.ts';
import { type Ask, asKey } from './request.ts';
import { type DatabaseWatch, testLook, watchDatabase } from './watched-database.ts';

/** Numbers of the two tenants; both are known to the fake Graph. */
export const clinicLine: FakeNumber = {
  phoneNumberId: '100000000000001',
  businessAccountId: '200000000000001',
  displayPhoneNumber: '447700900001',
};
export const festivalLine: FakeNumber = {
  phoneNumberId: '100000000000002',
  businessAccountId: '200000000000002',
  displayPhoneNumber: '447700900002',
};
export const clinicSecret = 'clinic-app-secret';
export const festivalSecret = 'festival-app-secret';

/** People who write; the numbers are from the range Ofcom keeps for drama. */
export const amina = { from: '447700900123', name: 'Amina Njeri' };
export const juma = { from: '447700900124', name: 'Juma Baraka' };

/** A whole conversation through the real program: real database, real adapter, real HTTP. Pretended: Meta, time and chance. */
export interface Story {
  readonly app: App;
  /** Where the story's program takes webhooks. */
  readonly webhookUrl: string;
  readonly graph: FakeGraph;
  readonly clock: TestClock;
  readonly database: Database;
  readonly watch: DatabaseWatch;
  readonly cast: Cast;
  /** Asks the API with the clinic's key. */
  readonly ask: Ask;
  /** Connects a WhatsApp number and returns its channel's id. */
  connect(options?: ConnectOptions): Promise<string>;
  /** Somebody writes a text to the clinic; resolves with the provider's id when the webhook was answered 200. */
  say(text: string, by?: Inbound): Promise<string>;
  /** What this person was sent, in order. */
  textsTo(person: { from?: string; bsuid?: string }): (string | undefined)[];
  /** Until nothing is left to decide or to send, as the database sees it. */
  settled(): Promise<void>;
  /** Lets time pass in steps of a second, each with what falls due in it. */
  pass(seconds: number): Promise<void>;
  /** The same in steps of a minute: for what takes hours. */
  passMinutes(minutes: number): Promise<void>;
  /** Rows, past all rules. */
  rows(sql: string, values?: Parameters<typeof plain>[1]): Promise<Row[]>;
  /** Outgoing messages of the clinic in the order they were made. */
  outgoing(): Promise<Row[]>;
  /** Meta says what became of a message of ours; resolves with the HTTP status. */
  report(message: { id: string; messageId?: string }, status: 'sent' | 'delivered' | 'read' | 'failed', code?: number): Promise<number>;
  /** A clean database and Graph. */
  reset(): Promise<void>;
  /** Another process on the same database, listening; `end` it before the story ends. Without `sweeps` it sees nothing but its own. */
  another(how?: ProcessOptions): Promise<Process>;
  /** Webhooks go to the story's own program again. */
  home(): void;
  /** Stops the program as SIGTERM would and starts it again. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

export interface ConnectOptions {
  readonly tenant?: 'clinic' | 'festival';
  readonly assistant?: Readonly<Record<string, unknown>>;
  readonly limits?: { perSecond?: number; pair?: { burst: number; everySeconds: number } };
}

export interface ProcessOptions {
  readonly sweeps?: boolean;
  readonly bus?: Bus | undefined;
  readonly role?: AppOptions['role'];
}

export interface Process {
  readonly app: App;
  readonly webhookUrl: string;
  end(): Promise<void>;
}

/** One for a test file. No statuses follow a message unless asked for: most stories tell their own. */
export async function openStory(
  options: {
    graph?: FakeGraphOptions;
    log?: Log;
    limits?: Partial<AppOptions['limits']>;
    bus?: Bus | undefined;
    consents?: AppOptions['consents'];
    collector?: AppOptions['collector'];
  } = {},
): Promise<Story> {
  const database = await openTestDatabase();
  const watch = watchDatabase(database);
  const clock = createTestClock();
  const log = options.log ?? createLog('silent');
  const graph = await startFakeGraph({
    appSecret: clinicSecret,
    numbers: [clinicLine, festivalLine],
    statuses: 'none',
    closedWindow: 'ignore',
    seed: 1,
    now: () => clock.now().getTime(),
    retry: { firstMs: 5, maxMs: 20, attempts: 3 },
    ...options.graph,
  });
  const filesFolder = makeFolder();
  let processes = 0;

  async function startProcess(how: ProcessOptions = {}): Promise<Process> {
    processes += 1;
    // Two processes must not dream up the same ids.
    const ids = createSeededIds(clock, processes * 7919);
    const app = await createApp({
      database,
      clock,
      ids,
      log,
      masterKey: createMasterKey(Buffer.alloc(32, 7), ids),
      journal: null,
      filesFolder,
      ...plainAccounts(),
      version: 'test',
      trustProxy: false,
      metricsToken: null,
      collector: options.collector ?? null,
      https: false,
      webFolder: join(filesFolder, 'no-app'),
      allowPrivateAddresses: true,
      limits: { ...noLimits, ...options.limits },
      redisUrl: null,
      bus: how.bus ?? noBus,
      role: how.role ?? 'all',
      publicUrl: () => 'http://baraza.test',
      ...(options.consents ? { consents: options.consents } : {}),
    });
    await app.server.listen({ host: '127.0.0.1', port: 0 });
    if (how.sweeps ?? true) app.start();
    const { port } = app.server.server.address() as AddressInfo;
    return { app, webhookUrl: `http://127.0.0.1:${port}/webhooks/whatsapp`, end: () => app.stop(4000) };
  }

  let program = await startProcess({ bus: options.bus });
  graph.setWebhook(program.webhookUrl);
  let cast: Cast;
  let ask: Ask;

  const rows: Story['rows'] = async (sql, values = []) => (await database.asOwner(testLook, [plain(sql, values)]))[0]?.rows ?? [];

  const story: Story = {
    get app() {
      return program.app;
    },
    get webhookUrl() {
      return program.webhookUrl;
    },
    get cast() {
      return cast;
    },
    get ask() {
      return ask;
    },
    graph,
    clock,
    database,
    watch,
    rows,
    connect: (wanted) => connect(program.app, { graph, cast }, wanted),
    async say(text, by = amina) {
      const { id, status } = await graph.receiveText({ ...by, text });
      if (status !== 200) throw new Error(`The webhook was answered ${status}.`);
      return id;
    },
    textsTo: (person) => graph.sent.filter(({ to }) => to === (person.from ?? person.bsuid)).map(({ text }) => text),
    async settled() {
      await watch.until(async () => (await rows(openWork)).length === 0);
      await watch.idle();
    },
    async pass(seconds) {
      for (let left = seconds * 1000; left > 0; left -= 1000) {
        await clock.advance(Math.min(left, 1000));
        await watch.idle();
      }
    },
    async passMinutes(minutes) {
      for (let left = minutes; left > 0; left -= 1) {
        await clock.advance(60_000);
        await watch.idle();
      }
    },
    outgoing: () => rows("select * from messages where direction = 'out' order by conversation_id, position"),
    report: ({ id, messageId }, status, code) => {
      const error = code === undefined ? undefined : { code, title: 'told by the test' };
      const item = statusItem({
        id,
        status,
        at: clock.now().getTime(),
        to: amina.from,
        ...(messageId ? { messageId } : {}),
        ...(error ? { error } : {}),
      });
      return graph.deliver(changeBody(clinicLine, { statuses: [item] }));
    },
    async reset() {
      await watch.idle();
      watch.before = () => undefined;
      graph.setWebhook(program.webhookUrl);
      await resetDatabase(database);
      graph.reset();
      graph.setAccessToken(graph.plan.accessToken);
      program.app.organizations.forgetKeys();
      program.app.directory.forget('', '');
      cast = await seedCast(program.app.organizations, program.app.making);
      ask = asKey(program.app.server, cast.clinic);
    },
    another: startProcess,
    home: () => graph.setWebhook(program.webhookUrl),
    async restart() {
      await program.end();
      program = await startProcess({ bus: options.bus });
      graph.setWebhook(program.webhookUrl);
      ask = asKey(program.app.server, cast.clinic);
    },
    async end() {
      await program.end();
      await graph.close();
      watch.stop();
    },
  };
  return story;
}

/** Contacts with something to decide, and conversations with something to send. */
const openWork = `
  select id from contacts where work > done
  union all select id from conversations where queued > settled`;

async function connect(app: App, world: { graph: FakeGraph; cast: Cast }, options: ConnectOptions = {}): Promise<string> {
  const clinic = options.tenant !== 'festival';
  const tenant: Tenant = clinic ? world.cast.clinic : world.cast.festival;
  const answer = await asKey(app.server, tenant)('POST', '/api/channels', {
    body: {
      type: 'whatsapp',
      name: 'Main line',
      settings: { ...(clinic ? clinicLine : festivalLine), graphUrl: world.graph.url },
      secrets: {
        appSecret: clinic ? clinicSecret : festivalSecret,
        verifyToken: world.graph.plan.verifyToken,
        accessToken: world.graph.plan.accessToken,
      },
      assistant: options.assistant ?? { kind: 'echo' },
      ...(options.limits ? { limits: options.limits } : {}),
    },
  });
  if (answer.status !== 201) throw new Error(`The channel was not connected: ${JSON.stringify(answer.body)}`);
  return answer.body.id as string;
}
