import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { type Ask, asKey, asNobody, signIn } from '#tests/kit/request.ts';
import { playRole } from '#tests/kit/role.ts';
import { runImports } from './run-import.ts';

const app = await createTestApp();
let cast: Cast;
let ask: Ask;
let owner: Ask;

beforeEach(async () => {
  cast = await app.reset();
  ask = asKey(app.server, cast.clinic);
  owner = await signIn(app.server, cast.clinic.owner);
  await owner('PATCH', '/api/organization', { body: { country: 'KE' } });
});
afterAll(() => app.server.close());

/** A file as it is uploaded: not JSON. */
async function upload(file: Buffer | string, headers: Record<string, string> = { authorization: `Bearer ${cast.clinic.apiKey}` }) {
  const answer = await app.server.inject({
    method: 'POST',
    url: '/api/contact-imports?fileName=people.csv',
    headers: { ...headers, 'content-type': 'text/csv' },
    payload: file,
  });
  return { status: answer.statusCode, body: answer.json() };
}
const start = (id: string, body: object, by: Ask = ask) => by('POST', `/api/contact-imports/${id}/start`, { body });
const host = { ...app, signal: new AbortController().signal, grown: () => undefined, scopeOf: app.systemScope };
const run = () => runImports(host);
const state = async (id: string) => (await ask('GET', `/api/contact-imports/${id}`)).body;
const refused = async (id: string) => (await ask('GET', `/api/contact-imports/${id}/refused`)).body as unknown as string;

async function importAll(text: string, options: object) {
  const { body } = await upload(text);
  expect((await start(body.id, options)).status).toBe(200);
  await run();
  return state(body.id);
}
const basic = { columns: ['name', 'identity:whatsapp:phone'] };

describe('an upload', () => {
  it('shows what is in the file: encoding, delimiter, columns, what they seem to hold, and how many cells are wrong', async () => {
    await ask('POST', '/api/attributes', { body: { key: 'city', label: 'Home town', type: 'choice', choices: ['Nairobi'] } });
    const { body, status } = await upload(
      'Full name;Mobile;E-Mail;Home Town;x\nAmina;0712 345 678;a@b.example;Nairobi;1\nJuma;12;;Paris;2\n',
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'uploaded', rows: 2, rowsDone: 0, preview: { encoding: 'utf-8', delimiter: ';' } });
    expect(body.preview.columns).toEqual([
      { name: 'Full name', guess: 'name', empty: 0, faults: 0 },
      { name: 'Mobile', guess: 'identity:whatsapp:phone', empty: 0, faults: 1 },
      { name: 'E-Mail', guess: 'identity:email:email', empty: 1, faults: 0 },
      { name: 'Home Town', guess: 'attribute:city', empty: 0, faults: 1 },
      { name: 'x', guess: 'ignore', empty: 0, faults: 0 },
    ]);
    expect(body.preview.firstRows[0]).toEqual(['Amina', '0712 345 678', 'a@b.example', 'Nairobi', '1']);
    expect((await ask('GET', '/api/contacts')).body.items).toEqual([]);
  });

  it('of what is no CSV leaves nothing behind', async () => {
    const { body } = await upload(Buffer.from('504b030414', 'hex'));
    expect(body.error).toMatchObject({ code: 'contacts.unreadable_file', message: expect.stringMatching(/Excel/) });
    await upload('Name,Phone\n');
    await upload('a,b\n1,2\n"3,4\n');
    expect((await ask('GET', '/api/contact-imports')).body.items).toEqual([]);
  });

  it('is for a known caller and a file only', async () => {
    expect((await upload('a,b\n1,2', {})).status).toBe(401);
    const json = await ask('POST', '/api/contact-imports', { body: {} });
    expect(json.status).toBe(415);
    expect((await asNobody(app.server)('POST', '/api/contact-imports', { body: '{}' })).status).toBe(401);
  });

  it('needs to be told what its columns are', async () => {
    const { body } = await upload('Name,Phone\nAmina,0712345678\n');
    for (const columns of [['name'], ['name', 'ignore'], ['attribute:nothing', 'identity:whatsapp:phone'], ['shoe', 'name']]) {
      const answer = await start(body.id, { columns });
      expect(answer.body.error.details.field, String(columns)).toMatch(/^columns/);
    }
    expect((await start(body.id, basic)).body.state).toBe('running');
    expect((await start(body.id, basic)).body.error.code).toBe('contacts.import_started');
  });
});

describe('an import', () => {
  it('makes new contacts, changes known ones, and says of each other row why not', async () => {
    await ask('POST', '/api/attributes', { body: { key: 'age', label: 'Age', type: 'number' } });
    const known = await ask('POST', '/api/contacts', {
      body: { identities: [{ channelType: 'whatsapp', kind: 'phone', address: '0712345678' }] },
    });
    const done = await importAll(
      [
        'Name,Phone,Age,Tags,E-mail',
        'Amina,0712 345 678,30,VIP; Friend,',
        'Juma,+255 712 345 678,31,,Juma@Example.org',
        'Juma again,+255712345678,32,,',
        'Nobody,,1,,',
        'Wrong,12,1,,',
        'Old,0722 000 001,old,,',
        'Both,0712345678,1,,juma@example.org',
        'Long,0722 000 002,1,,,,',
        '"=cmd|"" /C""!A0",0722 000 003,1,,',
      ].join('\n'),
      { columns: ['name', 'identity:whatsapp:phone', 'attribute:age', 'tags', 'identity:email:email'], tags: ['Import'], language: 'sw' },
    );
    expect(done).toMatchObject({ state: 'done', rows: 9, rowsDone: 9, created: 2, updated: 2, refused: 5 });
    expect((await ask('GET', `/api/contacts/${known.body.id}`)).body.name).toBe('Amina');
    expect((await ask('GET', `/api/contacts/${known.body.id}/extras`)).body).toMatchObject({
      tags: [{ name: 'Friend' }, { name: 'Import' }, { name: 'VIP' }],
      attributes: { age: 30 },
    });
    const [juma] = (await ask('GET', '/api/contacts?q=juma')).body.items;
    expect(juma).toMatchObject({ name: 'Juma again', language: 'sw' });
    const lines = (await refused(done.id)).trimEnd().split('\r\n');
    expect(lines[0]).toBe('\ufeffName,Phone,Age,Tags,E-mail,line,reason');
    expect(lines.slice(1)).toEqual([
      'Nobody,,1,,,5,holds no address to know the contact by',
      'Wrong,12,1,,,6,phone: This is not a telephone number.',
      'Old,0722 000 001,old,,,7,age: must be a number',
      'Both,0712345678,1,,juma@example.org,8,names addresses of two contacts; merge them first if they are one person',
      'Long,0722 000 002,1,,,9,has 7 cells for 5 columns',
    ]);
  });

  it('makes only new ones, or changes only known ones, when told to', async () => {
    const text = 'Name,Phone\nAmina,0712345678\nAmina again,0712345678\n';
    expect(await importAll(text, { ...basic, mode: 'update' })).toMatchObject({ created: 0, updated: 0, refused: 2 });
    expect(await importAll(text, { ...basic, mode: 'create' })).toMatchObject({ created: 1, updated: 0, refused: 1 });
    expect(await importAll(text, { ...basic, mode: 'update' })).toMatchObject({ created: 0, updated: 2, refused: 0 });
  });

  it('goes on after a crash where it stopped, and does nothing twice', async () => {
    const rows = Array.from({ length: 350 }, (_, n) => `P${n},07120${String(n).padStart(5, '0')}`);
    const { body } = await upload(`Name,Phone\n${rows.join('\n')}\n`);
    await start(body.id, basic);
    // The program ends in the middle of the third slice.
    let slices = 0;
    const failing = {
      ...host,
      scopeOf: async (organizationId: string, part: string) => {
        slices += 1;
        if (slices === 3) throw new Error('killed');
        return app.systemScope(organizationId, part);
      },
    };
    await expect(runImports(failing)).rejects.toThrow('killed');
    expect(await state(body.id)).toMatchObject({ state: 'running', rowsDone: 200 });
    await Promise.all([run(), run()]);
    expect(await state(body.id)).toMatchObject({ state: 'done', created: 350, updated: 0, refused: 0 });
    const [found] = await app.database.asOwner('look', [plain('select count(*)::int as n from contacts')]);
    expect(found?.rows[0]?.n).toBe(350);
    const [kept] = await app.database.asOwner('look', [plain('select count(rows)::int as n from contact_import_slices')]);
    expect(kept?.rows[0]?.n).toBe(0);
  });
});

describe('an export', () => {
  it('has the columns asked for, harmless in a spreadsheet, and is written down', async () => {
    await ask('POST', '/api/attributes', { body: { key: 'note', label: 'N', type: 'text' } });
    await ask('POST', '/api/attributes', { body: { key: 'secret', label: 'S', type: 'text', sensitive: true } });
    const { id } = (
      await ask('POST', '/api/contacts', {
        body: { name: '=HYPERLINK("x")', language: 'sw', identities: [{ channelType: 'sms', kind: 'phone', address: '0712345678' }] },
      })
    ).body;
    await ask('PATCH', `/api/contacts/${id}/attributes`, { body: { values: [{ key: 'note', value: '@here, "now"' }] } });
    const { body, headers } = await owner('GET', '/api/contact-export?columns=name,phone,attribute:note,opted_out');
    expect(headers['content-disposition']).toBe("attachment; filename*=UTF-8''contacts.csv");
    expect(body).toBe(`\ufeffname,phone,attribute:note,opted_out\r\n"'=HYPERLINK(""x"")",'+254712345678,"'@here, ""now""",no\r\n`);
    for (const columns of ['shoe', 'attribute:secret', 'attribute:x', '']) {
      expect((await owner('GET', `/api/contact-export?columns=${columns}`)).status, columns).toBe(400);
    }
    const [log] = await app.database.asOwner('look', [plain('select actor, contacts, columns from contact_exports')]);
    expect(log?.rows).toEqual([
      { actor: expect.stringMatching(/^member:/), contacts: 1, columns: ['name', 'phone', 'attribute:note', 'opted_out'] },
    ]);
  });

  it('may be of a segment, of any size, and is not for everybody', async () => {
    const rows = Array.from({ length: 450 }, (_, n) => `P${n},07120${String(n).padStart(5, '0')}`);
    await importAll(`Name,Phone\n${rows.join('\n')}\n`, basic);
    const rule = { match: 'all', conditions: [{ field: 'name', is: 'not_equal', value: 'P7' }] };
    const segment = (await ask('POST', '/api/segments', { body: { name: 'S', rule } })).body.id;
    const { body } = await owner('GET', `/api/contact-export?columns=name&segmentId=${segment}`);
    const names = String(body).trim().split('\r\n').slice(1);
    expect(new Set(names).size).toBe(449);
    expect((await owner('GET', `/api/contact-export?segmentId=${app.ids.next()}`)).status).toBe(404);
    await playRole(app, cast.clinic, 'agent');
    expect((await owner('GET', '/api/contact-export')).status).toBe(403);
  });
});
