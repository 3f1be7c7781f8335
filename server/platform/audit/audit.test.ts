import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { makeFolder } from '#tests/kit/folder.ts';
import { asKey } from '#tests/kit/request.ts';
import { createVerifyAudit, writeHeads } from './heads.ts';

const app = await createTestApp();
let cast: Cast;
let dataFolder: string;
beforeEach(async () => {
  cast = await app.reset();
  dataFolder = makeFolder();
});
afterAll(() => app.server.close());

const sql = async (text: string, ...values: string[]) => (await app.database.asOwner('edit', [plain(text, values)]))[0]?.rows ?? [];
const tag = (name: string, tenant = cast.clinic) => asKey(app.server, tenant)('POST', '/api/tags', { body: { name } });
const entries = async () => (await asKey(app.server, cast.clinic)('GET', '/api/audit')).body.items;
const verify = async () => {
  const { chains, ...counts } = await createVerifyAudit({ ...app, dataFolder })();
  return { ...counts, faults: chains.flatMap(({ faults }) => faults) };
};

describe('what is written down', () => {
  it('is who did what, once for each change, by ids, and nothing of what was said', async () => {
    const made = await tag('Very private');
    await asKey(app.server, cast.clinic)('GET', '/api/tags');
    // Refused: nothing was changed.
    expect((await tag('')).status).toBe(400);
    const [entry, ...others] = await entries();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      position: 1,
      at: app.clock.now().toISOString(),
      actor: { kind: 'api_key' },
      action: 'POST /api/tags',
      object: made.body.id,
    });
    expect(JSON.stringify(await sql('select * from audit_entries'))).not.toContain('private');
    expect((await asKey(app.server, cast.festival)('GET', '/api/audit')).body.items).toEqual([]);
  });

  it('names people by a pseudonym, the same each time, that leads nobody to them', async () => {
    const { contactId } = await seedConversation(app, cast.clinic);
    for (const name of ['Amina', 'Amina N.'])
      await asKey(app.server, cast.clinic)('PATCH', `/api/contacts/${contactId}`, { body: { name } });
    const [last, before] = await entries();
    expect(last).toMatchObject({ action: 'PATCH /api/contacts/:id', object: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(last.object).toBe(before.object);
    expect(last.object).not.toBe(contactId.replaceAll('-', ''));
  });

  it('has one order, also when many things happen at once', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => tag(`tag ${n}`)));
    expect((await entries()).map(({ position }: { position: number }) => position)).toEqual(Array.from({ length: 12 }, (_, n) => 12 - n));
    expect(await verify()).toEqual({ faults: [], heads: 0, otherKeys: 0 });
  });

  it('cannot be changed or removed by the program itself', async () => {
    await tag('one');
    for (const text of ["update audit_entries set action = 'x'", 'delete from audit_entries'])
      await expect(app.database.script('edit', cast.clinic.id, { edit: plain(text) })).rejects.toMatchObject({ code: '42501' });
  });
});

describe('audit verify, after whoever rules the database', () => {
  beforeEach(async () => {
    for (const n of [1, 2, 3, 4]) await tag(`tag ${n}`);
    await tag('of another', cast.festival);
    await writeHeads({ ...app, dataFolder });
  });

  it('did nothing: holds', async () => {
    expect(await verify()).toEqual({ faults: [], heads: 2, otherKeys: 0 });
    // Nothing has moved, so nothing is written once more.
    await writeHeads({ ...app, dataFolder });
    expect((await verify()).heads).toBe(2);
  });

  it.each([
    [
      'changed an entry',
      "update audit_entries set actor_id = 'somebody else' where position = 2 and organization_id = $1",
      /does not hold at entry 2/,
    ],
    ['removed one', 'delete from audit_entries where position = 3 and organization_id = $1', /does not hold at entry 4/],
    [
      'moved two',
      'update audit_entries set position = case position when 2 then 30 else 2 end where position in (2, 3) and organization_id = $1',
      /does not hold at entry 2/,
    ],
    [
      'cut off the end',
      'delete from audit_entries where position > 2 and organization_id = $1',
      /Entry 4, which was the last at .+, is not there/,
    ],
  ])('%s: finds it', async (_what, text, fault) => {
    await sql(text, cast.clinic.id);
    const { faults } = await verify();
    expect(
      faults.some((one) => fault.test(one)),
      faults.join('\n'),
    ).toBe(true);
    expect((await verify()).faults).toEqual(faults);
  });

  it('wrote the whole chain anew: finds it by the head', async () => {
    await sql("update audit_entries set actor_id = 'nobody' where organization_id = $1", cast.clinic.id);
    for (const n of ['1', '2', '3', '4'])
      await sql(
        `update audit_entries e set hash = sha256(coalesce((select hash from audit_entries b where b.organization_id = e.organization_id
           and b.position = e.position - 1), ''::bytea) || audit_text(e)) where organization_id = $1 and position = $2::int`,
        cast.clinic.id,
        n,
      );
    expect((await verify()).faults).toEqual([expect.stringMatching(/Entry 4 is not the one there was .+ written anew/)]);
  });

  it('changed a head too: finds that', async () => {
    const path = join(dataFolder, 'audit-heads.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"position":4', '"position":3'));
    expect((await verify()).faults).toEqual([expect.stringMatching(/The head of .+ was changed/)]);
  });
});
