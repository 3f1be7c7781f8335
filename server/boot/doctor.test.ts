import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { later } from '#platform/clock.ts';
import { type Config, loadConfig } from '#platform/config.ts';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { makeFolder } from '#tests/kit/folder.ts';
import { createCheckChannels } from './channel-checks.ts';
import { createExamine } from './doctor.ts';
import type { Finding } from './finding.ts';

const app = await createTestApp();
let cast: Cast;
beforeEach(async () => {
  cast = await app.reset();
});
afterAll(() => app.server.close());

const folder = join(makeFolder(), 'data');
mkdirSync(folder, { mode: 0o700 });
writeFileSync(join(folder, 'secret.key'), Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 });
const config = loadConfig({ BARAZA_DATA_DIR: folder, PUBLIC_URL: 'https://chat.example.org' });

async function examine(change: Partial<Config> = {}): Promise<readonly Finding[]> {
  const parts = { app, database: app.database, clock: app.clock, checkChannels: createCheckChannels(app), works: true };
  return createExamine({ ...config, ...change }, parts)();
}
const about = (findings: readonly Finding[], part: string) => findings.filter((one) => one.part === part);

describe('the doctor', () => {
  it('finds nothing wrong with a sound installation, and says of everything how it is', async () => {
    const findings = await examine();
    expect(findings.filter(({ state, part }) => state === 'wrong' && part !== 'disk')).toEqual([]);
    const parts = ['program', 'settings', 'address', 'data folder', 'disk', 'database', 'migrations', 'row-level security'];
    for (const part of [...parts, 'secret key', 'redis', 'mail', 'work', 'channels']) expect(about(findings, part), part).not.toEqual([]);
    for (const { state, advice } of findings) if (state === 'wrong') expect(advice).not.toBeNull();
  });

  it('says so when others may read the data', async () => {
    chmodSync(folder, 0o755);
    const found = about(await examine(), 'data folder');
    chmodSync(folder, 0o700);
    expect(found[0]).toMatchObject({ state: 'wrong', advice: `chmod 700 ${folder}` });
  });

  it('says so when work that is due finds nobody', async () => {
    const { contactId } = await seedConversation(app, cast.clinic);
    const due = later(app.clock.now(), -120);
    await app.database.asOwner('due', [plain('update contacts set work = done + 1, due_at = $2 where id = $1', [contactId, due])]);
    expect(about(await examine(), 'work')[0]).toMatchObject({ state: 'wrong', text: expect.stringContaining('the oldest for 120 s') });
  });

  it('says so when a table of organizations is open, and how to close it', async () => {
    await app.database.asOwner('open', [plain('alter table labels disable row level security')]);
    const found = about(await examine(), 'row-level security');
    await app.database.asOwner('close', [plain('alter table labels enable row level security')]);
    expect(found).toEqual([expect.objectContaining({ state: 'wrong', advice: 'alter table labels enable row level security;' })]);
  });

  it('says so when a migration is left, or was changed', async () => {
    const first = '(select min(name) from migrations)';
    await app.database.asOwner('change', [plain(`update migrations set hash = 'x' || hash where name = ${first}`)]);
    const changed = about(await examine(), 'migrations');
    await app.database.asOwner('back', [plain(`update migrations set hash = substr(hash, 2) where name = ${first}`)]);
    expect(changed[0]).toMatchObject({ state: 'wrong', text: expect.stringContaining('0001-platform') });
  });

  it('says what Redis and the mail server answer, and goes on when they do not', async () => {
    const away = { redisUrl: 'redis://127.0.0.1:9', mailServer: { url: 'smtp://127.0.0.1:9', from: 'a@example.org' } };
    const findings = await examine(away);
    expect(about(findings, 'redis')[0]).toMatchObject({ state: 'look', text: expect.stringContaining('ECONNREFUSED') });
    expect(about(findings, 'mail')[0]).toMatchObject({ state: 'wrong', text: expect.stringContaining('cannot be reached') });
    expect(about(findings, 'work')).not.toEqual([]);
  });

  it('names what is wrong with a channel', async () => {
    const { channelId } = await seedConversation(app, cast.clinic);
    await app.database.asOwner('stop', [plain("update channels set type = 'gateway', state = 'disabled' where id = $1", [channelId])]);
    expect(about(await examine(), 'channels').some(({ state, text }) => state === 'wrong' && text.includes(channelId))).toBe(true);
  });
});
