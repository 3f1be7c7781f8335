import { notify, settleNotices } from '#core/notices/notify.ts';
import { type Clock, later } from '#platform/clock.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import { claimLook, findDueLooks, lookNoLater, mergeHealth, storeTemplates } from './account-store.ts';
import type { AccountNews, Findings, Notice } from './channel.ts';
import { dropPrevious } from './forget-previous-secrets.ts';
import type { LoadedChannel } from './loaded-channel.ts';
import { pauseChannel } from './pause-channel.ts';
import { findChannel, lockChannel, updateChannel } from './store.ts';
import type { ChannelTools } from './tools.ts';
import { settleTroubles, tokenNotices } from './troubles.ts';
import { webhookUrlOf } from './webhook-url.ts';

/** The account behind a channel: what its provider says of it by webhook, and what it answers when asked once a day. */
export interface AccountLife {
  /** News came with a webhook that was proven. When it resolves, what follows from it is stored. */
  hear(channel: LoadedChannel, notices: readonly Notice[]): Promise<void>;
  /** Looks at every account whose turn it is. */
  look(): Promise<void>;
  /** Begins to look by itself; the returned function ends it. */
  start(): () => void;
}

export interface AccountLifeOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly channels: ChannelTools;
}

const everyMs = 60_000;
const daySeconds = 24 * 3600;
/** A provider in trouble is asked again sooner; a paused channel may be free again. */
const soonerSeconds = 3600;
/** How long before its end a token is spoken of, and with which notice. */
const warnings = [
  { days: 3, kind: tokenNotices[1] },
  { days: 14, kind: tokenNotices[0] },
] as const;
/** Troubles that end without anybody changing anything here. */
const passing = ['whatsapp.account_restricted', 'whatsapp.account_disabled', 'whatsapp.account_gone'];

export function createAccountLife(options: AccountLifeOptions): AccountLife {
  let underWay: Promise<void> = Promise.resolve();
  /** One after the other: whoever asks knows, when it resolves, that what was due has been looked at. */
  function look(): Promise<void> {
    const next = underWay.then(lookAtDue);
    underWay = next.catch(() => undefined);
    return next;
  }

  async function lookAtDue(): Promise<void> {
    const { database, clock, log } = options;
    const now = clock.now();
    for (const where of await findDueLooks(database, now)) {
      if (!(await claimLook(database, where, { now, next: later(now, daySeconds) }))) continue;
      await lookAt(options, where).catch((error: unknown) =>
        log.warn({ channel: where.channelId, err: places(error) }, 'the account of a channel could not be looked at'),
      );
    }
  }

  return {
    async hear(channel, notices) {
      for (const { news } of notices) if (news) await takeNews(options, channel, news);
    },
    look,
    start() {
      let cancel: () => void = () => undefined;
      let ended = false;
      const next = () => {
        const run = () => look().catch((error: unknown) => options.log.warn({ err: places(error) }, 'accounts could not be looked at'));
        cancel = options.clock.after(everyMs, () => void run().finally(() => ended || next()));
      };
      next();
      return () => {
        ended = true;
        cancel();
      };
    },
  };
}

function tellingOf({ database, clock, ids }: AccountLifeOptions, { organizationId }: { organizationId: string }) {
  return { db: database.of(organizationId), organization: { id: organizationId }, clock, ids };
}

async function takeNews(options: AccountLifeOptions, channel: LoadedChannel, news: AccountNews): Promise<void> {
  const { database, clock } = options;
  const { organizationId, channelId: id } = channel;
  const now = clock.now();
  const { restriction } = news.facts ?? {};
  const facts = restriction ? { ...news.facts, restriction: { ...restriction, since: now.toISOString() } } : news.facts;
  if (facts) await mergeHealth(database, organizationId, [{ id, facts }]);
  if (news.templates) {
    await storeTemplates(database, channel, { templates: news.templates, now });
    // Pages that show them are told.
    options.channels.directory.forget(organizationId, id);
  }
  if (news.stops) await pauseChannel({ ...options, directory: options.channels.directory }, channel, news.stops, { news: true });
  if (news.released) await release(options, channel);
  await tellOf(options, channel, news);
  // What a webhook says is a part; asked, the provider says all of it. A restriction is looked at again when it ends.
  const end = restriction?.until ? new Date(restriction.until) : null;
  await lookNoLater(database, channel, end !== null && end > now ? end : now);
}

/** One notice for each template, and for each other thing that the provider has something to say about. */
async function tellOf(options: AccountLifeOptions, channel: LoadedChannel, { templates, warns, calms, topic }: AccountNews): Promise<void> {
  const telling = tellingOf(options, channel);
  const [template] = templates ?? [];
  const kind = template ? 'channels.template' : 'channels.warning';
  const subject = `${channel.channelId}/${template ? `${template.name}/${template.language}` : topic}`;
  if (warns) await notify(telling, { kind, subject, values: { channel: channel.name, ...warns } });
  else if (calms) await settleNotices(telling, { kinds: [kind], subject });
}

/** What the provider forbade is over: the channel goes on, unless something else stopped it. */
async function release(options: AccountLifeOptions, channel: LoadedChannel): Promise<void> {
  const { organizationId, channelId } = channel;
  const released = await inTransaction(tellingOf(options, channel), 'release channel', async (inner) => {
    const row = await lockChannel(inner.db, channelId);
    const code = (row?.trouble as { code?: string } | null)?.code ?? '';
    if (row?.state !== 'paused' || !passing.includes(code)) return false;
    await updateChannel(inner.db, channelId, { state: 'active', trouble: null, now: inner.clock.now() });
    await settleTroubles(inner, channelId);
    return true;
  });
  if (released) options.channels.directory.forget(organizationId, channelId);
}

async function lookAt(options: AccountLifeOptions, where: { organizationId: string; channelId: string }): Promise<void> {
  const { channels, clock, database } = options;
  const before = await channels.channel(where.organizationId, where.channelId);
  if (!before?.usable) return;
  const scope = { ...tellingOf(options, where), key: before.key };
  await dropPrevious(scope, channels, { id: where.channelId, overBefore: clock.now() });
  // Changed a moment ago: what is looked at must be what is configured now.
  const channel = await channels.channel(where.organizationId, where.channelId);
  const adapter = channel && channels.adapters.get(channel.type);
  if (!channel?.usable || !adapter?.examine) return;
  const io = channels.io(channel);
  const findings = await adapter.examine(channel, io, { webhookUrl: webhookUrlOf(channels, channel.type) });
  await keepFindings(options, channel, findings);
  const templates = await adapter.listTemplates?.(channel, io).catch(() => null);
  if (templates) await storeTemplates(database, channel, { templates, now: clock.now(), all: true });
  const unsure = findings.steps.some((step) => step.state === 'unknown' && step.step === 'token');
  const next = await nextLook(options, channel, unsure || findings.trouble !== null);
  await lookNoLater(database, where, next);
}

async function keepFindings(options: AccountLifeOptions, channel: LoadedChannel, { facts, trouble }: Findings): Promise<void> {
  const { database, clock, channels } = options;
  const { organizationId, channelId: id } = channel;
  const row = await findChannel(database.of(organizationId), id);
  const known = (row?.health ?? {}) as { restriction?: { until?: string | null } | null };
  const until = known.restriction?.until ?? null;
  const over = until !== null && new Date(until) <= clock.now();
  const restriction = over ? { restriction: null } : {};
  await mergeHealth(database, organizationId, [{ id, facts: { ...facts, ...restriction, lookedAt: clock.now().toISOString() } }]);
  if (trouble) {
    await pauseChannel({ ...options, directory: channels.directory }, channel, trouble);
    return;
  }
  if (over) await release(options, channel);
  await warnOfEnd(options, channel, { endsAt: facts.tokenEndsAt, known: row?.health as Warned });
}

interface Warned {
  /** The end and the warning that were spoken of last, so that a notice a person closed does not come back every day. */
  readonly tokenWarned?: string;
}

async function warnOfEnd(
  options: AccountLifeOptions,
  channel: LoadedChannel,
  { endsAt, known }: { endsAt: string | null | undefined; known: Warned | undefined },
): Promise<void> {
  if (endsAt === undefined) return;
  const telling = tellingOf(options, channel);
  const subject = channel.channelId;
  const left = endsAt === null ? Number.POSITIVE_INFINITY : (Date.parse(endsAt) - options.clock.now().getTime()) / (daySeconds * 1000);
  const warning = warnings.find(({ days }) => left <= days);
  if (!warning) return settleNotices(telling, { kinds: tokenNotices, subject });
  const tokenWarned = `${endsAt} ${warning.days}`;
  if (known?.tokenWarned === tokenWarned) return;
  await settleNotices(telling, { kinds: tokenNotices, subject });
  await notify(telling, { kind: warning.kind, subject, values: { channel: channel.name, date: (endsAt ?? '').slice(0, 10) } });
  await mergeHealth(options.database, channel.organizationId, [{ id: subject, facts: { tokenWarned } }]);
}

/** In a day; sooner when something will end (or just did, while we looked), or could not be found out. */
async function nextLook({ database, clock }: AccountLifeOptions, channel: LoadedChannel, sooner: boolean): Promise<Date> {
  const now = clock.now();
  const row = await findChannel(database.of(channel.organizationId), channel.channelId);
  const health = (row?.health ?? {}) as { restriction?: { until?: string | null } | null };
  const ends = Object.values((row?.secret_facts ?? {}) as Record<string, { previousUntil?: string }>).map((one) => one.previousUntil);
  const times = [...ends, health.restriction?.until].flatMap((time) => (time ? [Math.max(Date.parse(time), now.getTime())] : []));
  return new Date(Math.min(...times, later(now, sooner ? soonerSeconds : daySeconds).getTime()));
}
