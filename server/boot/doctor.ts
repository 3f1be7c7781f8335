import { lookAtWaiting } from '#core/sweep.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/db/database.ts';
import { checkMailServer } from '#platform/mail/check-mail-server.ts';
import { askRedis } from '#platform/redis.ts';
import { countLocked } from '#platform/rotate-store.ts';
import type { App } from './app.ts';
import type { CheckChannels } from './channel-checks.ts';
import { examineDatabase } from './doctor-database.ts';
import { examineMachine } from './doctor-machine.ts';
import { clockSecondsMax, type Finding, fine, look, wrong } from './finding.ts';
import { readLastBackup } from './last-backup.ts';

/** `baraza doctor`, in the program that holds the database. Changes nothing. */
export type Examine = () => Promise<readonly Finding[]>;

export interface DoctorParts {
  readonly app: App;
  readonly database: Database;
  readonly clock: Clock;
  readonly checkChannels: CheckChannels;
  /** Whether it looks for work, or was opened for a command alone. */
  readonly works: boolean;
}

export function createExamine(config: Config, parts: DoctorParts): Examine {
  const checks: readonly [part: string, check: () => Promise<readonly Finding[]> | readonly Finding[]][] = [
    ['machine', () => examineMachine(config)],
    ['database', () => examineDatabase(config, parts)],
    ['secret key', () => examineKey(parts)],
    ['redis', () => examineRedis(config, parts)],
    ['mail', () => examineMail(config)],
    ['work', () => examineWork(parts)],
    ['channels', () => examineChannels(parts)],
    ['backup', () => examineBackup(config, parts)],
  ];
  return async () => {
    const findings: Finding[] = [];
    // One after the other: a sick database must not be asked everything at once.
    for (const [part, check] of checks) {
      try {
        findings.push(...(await check()));
      } catch (error) {
        findings.push(
          wrong(
            part,
            `This could not be looked at: ${(error as Error).message}`,
            'Look at what is wrong above, then run the doctor again.',
          ),
        );
      }
    }
    return findings;
  };
}

async function examineKey({ app, database }: DoctorParts): Promise<readonly Finding[]> {
  const { id, previousId } = app.organizations.masterKey;
  const locked = await countLocked(database, previousId === null ? [id] : [id, previousId]);
  const findings = [
    locked === 0
      ? fine('secret key', `The key ${id} opens what every organization has sealed.`)
      : wrong(
          'secret key',
          `The key ${id} does not open what ${locked} organizations have sealed.`,
          'Put the right key back: docs/running/secrets.md.',
        ),
  ];
  if (previousId !== null)
    findings.push(
      look(
        'secret key',
        `It is taking the place of the key ${previousId}.`,
        'Run "npm run baraza -- secrets rotate" until it says that it is done.',
      ),
    );
  return findings;
}

async function examineRedis({ redisUrl }: Config, { clock }: DoctorParts): Promise<readonly Finding[]> {
  if (redisUrl === null) return [fine('redis', 'There is none; this process counts limits by itself.')];
  const { fault, version, now } = await askRedis(redisUrl);
  if (fault !== null)
    return [
      look(
        'redis',
        `Redis does not answer (${fault}); each process counts limits for itself.`,
        'Start Redis, or correct REDIS_URL. Nothing is lost meanwhile.',
      ),
    ];
  const seconds = Math.round(Math.abs(now.getTime() - clock.now().getTime()) / 1000);
  const clocks =
    seconds <= clockSecondsMax
      ? []
      : [look('clock', `The clock of Redis differs from ours by ${seconds} s.`, 'Let both machines keep their time by NTP.')];
  return [fine('redis', `Redis ${version} answers.`), ...clocks];
}

async function examineMail({ mailServer, environment }: Config): Promise<readonly Finding[]> {
  if (mailServer === null) {
    const text = 'There is no mail server: invitations and new passwords lie in the folder mail/ of the data folder.';
    return [environment === 'production' ? look('mail', text, 'Set SMTP_URL and MAIL_FROM.') : fine('mail', text)];
  }
  const fault = await checkMailServer(mailServer);
  if (fault === null) return [fine('mail', 'The mail server takes mails from us.')];
  return [wrong('mail', `Mails cannot be sent: ${fault}.`, 'Correct SMTP_URL and MAIL_FROM, or the mail server.')];
}

/** Work that is due is begun within a second. What waits longer finds nobody. */
const dueSecondsMax = 60;

async function examineWork({ database, clock, works }: DoctorParts): Promise<readonly Finding[]> {
  const { turns, turnsSince, turnsFailing, lanes, lanesSince, lanesLater } = await lookAtWaiting({ database, clock });
  const age = (since: Date | null) => (since === null ? 0 : Math.round((clock.now().getTime() - since.getTime()) / 1000));
  const [turnAge, laneAge] = [age(turnsSince), age(lanesSince)];
  const say = (what: string, count: number, seconds: number) => `${count} ${what}${count > 0 ? `, the oldest for ${seconds} s` : ''}`;
  const text = `${say('turns are due', turns, turnAge)}; ${say('conversations have something to send now', lanes, laneAge)}; ${lanesLater} wait for their time.`;
  const late = works && Math.max(turnAge, laneAge) > dueSecondsMax;
  const findings = [
    late
      ? wrong(
          'work',
          text,
          'Somebody must work on it: look at the log for turns that fail, at the load of this machine, and restart the server if nothing moves.',
        )
      : fine('work', text),
  ];
  if (turnsFailing > 0)
    findings.push(
      look(
        'work',
        `${turnsFailing} turns have failed and are tried again; after five failures people get them.`,
        'The log says why: look for "a turn failed".',
      ),
    );
  return findings;
}

async function examineChannels({ checkChannels }: DoctorParts): Promise<readonly Finding[]> {
  const checked = await checkChannels({});
  if (checked.length === 0) return [fine('channels', 'No channel is connected yet.')];
  return checked.flatMap(({ name, id, check }) => {
    // A provider that cannot be reached fails every step with the same words.
    const bad = check.steps.filter(
      ({ state, text }, place) => state !== 'ok' && check.steps.findIndex((one) => one.text === text) === place,
    );
    if (bad.length === 0) return [fine('channels', `${name} (${id}) is as it should be.`)];
    return bad.map(
      ({ state, text, advice }): Finding => ({
        part: 'channels',
        state: state === 'wrong' ? 'wrong' : 'look',
        text: `${name} (${id}): ${text}`,
        advice,
      }),
    );
  });
}

/** A week and a day for the one that was late. */
const backupDaysMax = 8;

function examineBackup({ dataFolder }: Config, { clock }: DoctorParts): readonly Finding[] {
  const last = readLastBackup(dataFolder);
  const advice = 'npm run baraza -- backup --into FOLDER, once a day, and keep it on another machine.';
  if (last === null) return [look('backup', 'None was made here by "baraza backup".', advice)];
  const days = Math.floor((clock.now().getTime() - Date.parse(last.madeAt)) / 86_400_000);
  const text = `The last one was made at ${last.madeAt}: ${last.folder}`;
  return [days > backupDaysMax ? look('backup', text, advice) : fine('backup', text)];
}
