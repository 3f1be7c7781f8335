import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { BadStart } from '#platform/errors.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { asker, signIn } from '#tests/kit/request.ts';

/** Of an invitation's link. */
const tokenIn = (link: string) => /token=(\w+)/.exec(link)?.[1] ?? '';

const app = await createTestApp();
const folder = mkdtempSync(join(tmpdir(), 'baraza-provision-'));
const file = join(folder, 'provision.json');
let environment: Record<string, string>;

beforeEach(async () => {
  await app.empty();
  environment = {};
});
afterAll(async () => {
  await app.server.close();
  rmSync(folder, { recursive: true });
});

/** A file that names everything a file can name. */
const channel = {
  type: 'whatsapp',
  name: 'Main line',
  phoneNumberId: '100000000000001',
  businessAccountId: '200000000000001',
  displayPhoneNumber: '15550001111',
  appSecret: 'app-secret',
  verifyToken: 'verify-token',
  accessToken: 'access-token',
  graphUrl: 'http://127.0.0.1:9900',
  limits: { perSecond: 80, pair: { burst: 45, everySeconds: 6 } },
  assistant: { kind: 'echo' },
};
const demo = {
  slug: 'demo',
  name: 'Demo',
  owner: { name: 'Owner', email: 'owner@example.org', password: 'correct horse battery' },
  apiKeys: [{ name: 'ops', key: 'ops-key-0123456789' }],
  channels: [channel],
};

async function apply(...organizations: unknown[]): Promise<void> {
  writeFileSync(file, JSON.stringify({ organizations }));
  await app.provision(file, (name) => environment[name]);
}

async function faultsOf(...organizations: unknown[]): Promise<readonly string[]> {
  const error = await apply(...organizations).then(
    () => null,
    (fault: unknown) => fault,
  );
  if (!(error instanceof BadStart)) throw error ?? new Error('It was applied.');
  return error.faults.map((fault) => fault.replace(`${file}: `, ''));
}

const withKey = (key = 'ops-key-0123456789') => asker(app.server, { authorization: `Bearer ${key}` });
/** The line's channel; a disabled one is still found, so that what it receives is kept. */
const number = () => app.directory.find('whatsapp.number', ['100000000000001']);
/** Every row of every table with the transaction that last wrote it (xmin). */
const versions = async () => {
  const [tables] = await app.database.asOwner('tables', [
    plain(`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
           where table_schema in ('public', 'auth') and table_type = 'BASE TABLE' order by 1`),
  ]);
  const rows = await app.database.asOwner(
    'versions',
    (tables?.rows ?? []).map(({ name }) =>
      plain(`select '${name}'::regclass || ' ' || ctid || ' ' || xmin as version from ${name} order by 1`),
    ),
  );
  return rows.flatMap((one) => one.rows.map((row) => row.version));
};
const everything = async () => {
  const tables = ['organizations', 'members', 'api_keys', 'directory', 'auth.user', 'auth.account'];
  const counts = await app.database.asOwner(
    'count',
    tables.map((table) => plain(`select count(*)::int as n from ${table.replace('.user', '."user"')}`)),
  );
  return counts.map((one) => one.rows[0]?.n);
};

describe('a file that names everything', () => {
  it('makes an organization, its owner, key and channel', async () => {
    await apply(demo);
    expect((await withKey()('GET', '/api/organization')).body).toMatchObject({ slug: 'demo', name: 'Demo' });
    await signIn(app.server, demo.owner);
    const [found] = await number();
    expect(found).toMatchObject({ secrets: { appSecret: 'app-secret' }, assistant: { kind: 'echo' }, privateAddresses: true });
  });

  it('changes nothing when it is applied again', async () => {
    await apply(demo);
    const [before] = await number();
    const counts = await everything();
    await apply(demo);
    await apply(demo);
    expect(await everything()).toEqual(counts);
    expect((await number())[0]?.channelId).toBe(before?.channelId);
  });

  it('writes nothing when it is applied again: no row gets another version, no time of a change moves', async () => {
    const second = {
      ...channel,
      name: 'Second line',
      phoneNumberId: '100000000000002',
      assistant: { kind: 'offline', faq: [{ q: 'Open?', a: 'Yes.' }] },
    };
    const everyField = { ...demo, language: 'sw', timeZone: 'Africa/Nairobi', channels: [channel, second] };
    await apply(everyField);
    await app.clock.advance(60_000);
    const before = await versions();
    await apply(everyField);
    expect(await versions()).toEqual(before);
    expect(before).toContainEqual(expect.stringMatching(/^channels /));
  });

  it('does not wake a channel that the provider refuses, unless its secrets are new', async () => {
    await apply(demo);
    await app.database.asOwner('pause', [plain(`update channels set state = 'paused'`)]);
    const state = async () => (await withKey()('GET', '/api/channels')).body.items[0].state;
    await apply(demo);
    expect(await state()).toBe('paused');
    await apply({ ...demo, channels: [{ ...channel, accessToken: 'fresh' }] });
    expect(await state()).toBe('active');
  });

  it('finds secrets in the environment and in files beside it', async () => {
    writeFileSync(join(folder, 'token'), 'token-from-file\n');
    environment.APP_SECRET = 'secret-from-environment';
    await apply({ ...demo, channels: [{ ...channel, appSecret: { env: 'APP_SECRET' }, accessToken: { file: 'token' } }] });
    expect((await number())[0]?.secrets).toMatchObject({ appSecret: 'secret-from-environment', accessToken: 'token-from-file' });
  });
});

describe('what it names is made so, the rest is left alone', () => {
  it('changes a number, a secret and a name', async () => {
    await apply(demo);
    await apply({ ...demo, name: 'Renamed', channels: [{ ...channel, phoneNumberId: '100000000000007', appSecret: 'rotated' }] });
    expect(await number()).toEqual([]);
    const [found] = await app.directory.find('whatsapp.number', ['100000000000007']);
    expect(found).toMatchObject({ secrets: { appSecret: 'rotated' }, organizationName: 'Renamed' });
  });

  it('leaves what people set and the file does not name', async () => {
    await apply(demo);
    const owner = await signIn(app.server, demo.owner);
    await owner('PATCH', '/api/organization', { body: { timeZone: 'Africa/Nairobi' } });
    await owner('POST', '/api/api-keys', { body: { name: 'by hand' } });
    await apply(demo);
    expect((await owner('GET', '/api/organization')).body.timeZone).toBe('Africa/Nairobi');
    expect((await owner('GET', '/api/api-keys')).body.items.filter((one: { revokedAt: unknown }) => one.revokedAt === null)).toHaveLength(
      2,
    );
  });

  it('sets a password only when it makes the account', async () => {
    await apply(demo);
    await apply({ ...demo, owner: { ...demo.owner, password: 'another long password' } });
    await signIn(app.server, demo.owner);
  });

  it('is where the settings of its channels are changed', async () => {
    await apply(demo);
    const [found] = await number();
    const answer = await withKey()('PATCH', `/api/channels/${found?.channelId}`, { body: { settings: { displayPhoneNumber: '1555' } } });
    expect(answer.body.error.code).toBe('channels.provisioned');
  });
});

describe('what it names no longer is disabled, not deleted', () => {
  it('a key, and a new one in its place', async () => {
    await apply(demo);
    await apply({ ...demo, apiKeys: [{ name: 'ops', key: 'new-key-0123456789' }] });
    expect((await withKey()('GET', '/api/organization')).status).toBe(401);
    expect((await withKey('new-key-0123456789')('GET', '/api/organization')).status).toBe(200);
    await apply(demo);
    expect((await withKey()('GET', '/api/organization')).status).toBe(200);
  });

  it('a channel, which comes back when it is named again', async () => {
    await apply(demo);
    const [before] = await number();
    await apply({ ...demo, channels: [] });
    expect(await number()).toMatchObject([{ state: 'disabled' }]);
    await apply(demo);
    expect((await number())[0]?.channelId).toBe(before?.channelId);
  });

  it('but a channel that a person stopped stays stopped', async () => {
    await apply(demo);
    const [found] = await number();
    await withKey()('POST', `/api/channels/${found?.channelId}/disable`);
    await apply(demo);
    expect(await number()).toMatchObject([{ state: 'disabled' }]);
  });

  it('an owner', async () => {
    await apply(demo);
    const first = await signIn(app.server, demo.owner);
    await apply({ ...demo, owner: { name: 'Second', email: 'second@example.org', password: 'another long password' } });
    expect((await first('GET', '/api/organization')).status).toBe(403);
  });

  it('an organization with all its keys and channels', async () => {
    await apply(demo);
    await apply();
    app.directory.forget('', '');
    expect((await withKey()('GET', '/api/organization')).status).toBe(401);
    await app.clock.advance(30_000);
    expect(await number()).toMatchObject([{ state: 'disabled' }]);
    await apply(demo);
    expect((await withKey()('GET', '/api/organization')).status).toBe(200);
  });
});

describe('an owner who has an account already', () => {
  const elsewhere = { slug: 'elsewhere', owner: { name: 'Mallory', email: 'mallory@example.org', password: 'a long password too' } };
  const claimed = { email: demo.owner.email, password: 'seven boats at anchor' };
  /** An owner invites an address and opens the link themselves: nobody asked whose address it is. */
  const claim = async (owner: { email: string; password: string }) => {
    const ask = await signIn(app.server, owner);
    const { body } = await ask('POST', '/api/invitations', { body: { email: claimed.email, role: 'agent' } });
    const token = tokenIn(body.link);
    const accepted = await ask('POST', '/api/invitations/accept', { body: { token, name: 'Owner', password: claimed.password } });
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
  };

  it('is refused when it was made through a link of another organization: whoever opened that may be anybody', async () => {
    await apply(elsewhere);
    await claim(elsewhere.owner);
    expect(await faultsOf(elsewhere, demo)).toEqual([
      expect.stringMatching(
        /^organizations\[1\]\.owner\.email was refused: This address has an account, and nobody has shown .+ invites them\.$/,
      ),
    ]);
    const ask = await signIn(app.server, claimed);
    expect((await ask('GET', '/api/organizations')).body.items.map((one: { slug: string }) => one.slug)).toEqual(['elsewhere']);
  });

  it('is taken when it was made through a link of this organization', async () => {
    const first = { name: 'First', email: 'first@example.org', password: 'a long password too' };
    await apply({ ...demo, owner: first });
    await claim(first);
    await apply(demo);
    const ask = await signIn(app.server, claimed);
    expect((await ask('GET', '/api/organizations')).body.items).toMatchObject([{ slug: 'demo', role: 'owner' }]);
  });

  it('is taken when the file itself made it', async () => {
    await apply(demo);
    await apply(demo, { slug: 'second', owner: demo.owner });
    const ask = await signIn(app.server, demo.owner);
    expect((await ask('GET', '/api/organizations')).body.items).toHaveLength(2);
  });
});

describe('faults are told all at once, with their place', () => {
  it('of every kind', async () => {
    const { appSecret: _left, ...withoutSecret } = channel;
    const faults = await faultsOf({
      ...demo,
      slug: 'Demo!',
      channels: [],
    });
    expect(faults).toEqual([expect.stringMatching(/^organizations\[0\]\.slug must be 2 to 63/)]);
    expect(
      await faultsOf({
        ...demo,
        owner: { ...demo.owner, password: { env: 'OWNER_PASSWORD' } },
        apiKeys: [{ name: 'ops', key: { file: 'nowhere' } }],
        channels: [
          channel,
          { ...withoutSecret, name: 'Second', colour: 'red', assistant: { kind: 'oracle' } },
          { type: 'pigeon', name: 'Third', assistant: { kind: 'echo' } },
        ],
      }),
    ).toEqual([
      'organizations[0].owner.password is to be found in the environment variable OWNER_PASSWORD, which is not set.',
      expect.stringMatching(/^organizations\[0\]\.apiKeys\[0\]\.key is to be found in .*nowhere, which cannot be read \(ENOENT\)\.$/),
      expect.stringMatching(/^organizations\[0\]\.channels\[1\]\.assistant\.kind /),
      'organizations[0].channels[1].colour is not a field of this kind of channel.',
      'organizations[0].channels[1].appSecret is missing.',
      expect.stringMatching(/^organizations\[0\]\.channels\[2\]\.type must be one of /),
      expect.stringMatching(/^organizations\[0\]\.channels\[1\]\.phoneNumberId is the same as /),
    ]);
    expect(
      await faultsOf({ ...demo, channels: [channel, { ...withoutSecret, name: 'Second', phoneNumberId: '100000000000002' }] }),
    ).toEqual(['organizations[0].channels[1].appSecret is missing.']);
  });

  it('also of one channel: a misspelt field hides no wrong value', async () => {
    const { accessToken, ...withoutToken } = channel;
    expect(await faultsOf({ ...demo, channels: [{ ...withoutToken, acessToken: accessToken, phoneNumberId: 'abc' }] })).toEqual([
      'organizations[0].channels[0].acessToken is not a field of this kind of channel.',
      expect.stringMatching(/^organizations\[0\]\.channels\[0\]\.phoneNumberId /),
      'organizations[0].channels[0].accessToken is missing.',
    ]);
  });

  it('before anything is changed', async () => {
    await faultsOf(demo, { ...demo, slug: 'other', channels: [{ ...channel, phoneNumberId: 'abc' }] });
    expect(await everything()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each([
    [[demo, { slug: 'demo' }], 'organizations[1].slug is used twice in this list: "demo".'],
    [[{ ...demo, apiKeys: [{ name: 'a', key: 'short' }] }], 'organizations[0].apiKeys[0].key must be at least 8 characters.'],
    [[{ ...demo, owner: { ...demo.owner, password: 'short' } }], /^organizations\[0\]\.owner\.password must be at least 8 characters/],
    [
      [{ ...demo, owner: { name: 'A', email: 'a@example.org' } }],
      'organizations[0].owner.password is missing: there is no account for this e-mail yet.',
    ],
    [[{ ...demo, chanels: [] }], 'organizations[0].chanels is not a field we know.'],
    [
      [{ ...demo, apiKeys: [{ name: 'a', key: 7 }] }],
      'organizations[0].apiKeys[0].key must be a text, {"env": "NAME"} or {"file": "path"}.',
    ],
    [
      [demo, { ...demo, slug: 'two', apiKeys: [], owner: undefined }],
      'organizations[1].channels[0].phoneNumberId is the same as organizations[0].channels[0].phoneNumberId; it can be named only once.',
    ],
    [
      [demo, { slug: 'two', apiKeys: demo.apiKeys }],
      'organizations[1].apiKeys[0].key is the same as organizations[0].apiKeys[0].key; it can be named only once.',
    ],
    [[{ ...demo, channels: [{ ...channel, phoneNumberId: 100 }] }], 'organizations[0].channels[0].phoneNumberId must be a text.'],
    [
      [{ ...demo, channels: [{ ...channel, graphUrl: 'ftp://graph.example.org' }] }],
      'organizations[0].channels[0].graphUrl must be a web address that begins with https://, such as https://graph.facebook.com.',
    ],
    [
      [{ ...demo, channels: [{ ...channel, graphUrl: 'http://me:secret@127.0.0.1:9900' }] }],
      /^organizations\[0\]\.channels\[0\]\.graphUrl must not hold a user name or password/,
    ],
    [[{ ...demo, owner: { ...demo.owner, email: 5 } }], 'organizations[0].owner.email must be a text.'],
    [[{ ...demo, name: 'A\0B' }], /^organizations\[0\]\.name must not hold the character NUL/],
    [[{ ...demo, channels: 'all' }], 'organizations[0].channels must be a list.'],
    [[7], 'organizations[0] must be an object.'],
  ] as [unknown[], string | RegExp][])('%#', async (organizations, fault) => {
    const faults = await faultsOf(...organizations);
    expect(faults).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)]);
  });

  it('of every sort in one round: schema, secrets, settings, repetitions, and what other organizations have', async () => {
    await apply(demo);
    const second = { ...channel, name: 'Second' };
    const { accessToken: _left, ...withoutToken } = second;
    const before = await versions();
    expect(
      await faultsOf(
        {
          ...demo,
          name: 7,
          channels: [{ ...channel, phoneNumberId: 100, graphUrl: 'ftp://x', appSecret: { env: 'NOPE' } }, withoutToken, withoutToken],
        },
        {
          slug: 'two',
          owner: { name: 'New', email: 'new@example.org' },
          apiKeys: demo.apiKeys,
          channels: [{ ...second, verifyToken: { env: 7 } }],
        },
      ),
    ).toEqual([
      'organizations[0].name must be a text.',
      'organizations[0].channels[2].name is used twice in this list: "Second".',
      'organizations[0].channels[0].appSecret is to be found in the environment variable NOPE, which is not set.',
      'organizations[0].channels[0].phoneNumberId must be a text.',
      expect.stringMatching(/^organizations\[0\]\.channels\[0\]\.graphUrl must be a web address/),
      'organizations[0].channels[1].accessToken is missing.',
      'organizations[0].channels[2].accessToken is missing.',
      'organizations[1].channels[0].verifyToken.env must be a text.',
      'organizations[1].apiKeys[0].key is the same as organizations[0].apiKeys[0].key; it can be named only once.',
      'organizations[0].channels[2].phoneNumberId is the same as organizations[0].channels[1].phoneNumberId; it can be named only once.',
      'organizations[1].channels[0].phoneNumberId is the same as organizations[0].channels[1].phoneNumberId; it can be named only once.',
      'organizations[1].owner.password is missing: there is no account for this e-mail yet.',
    ]);
    expect(await versions()).toEqual(before);
  });

  it('also what an organization has that is not in the file any more', async () => {
    await apply(demo);
    expect(await faultsOf({ slug: 'two', apiKeys: demo.apiKeys, channels: [channel] })).toEqual([
      'organizations[0].apiKeys[0].key belongs to another organization.',
      'organizations[0].channels[0].phoneNumberId is connected to a channel of another organization already; change it there first.',
    ]);
  });

  it('but a key may move to an organization that stands further down', async () => {
    await apply(demo);
    await apply({ ...demo, apiKeys: [] }, { slug: 'two', apiKeys: demo.apiKeys });
    expect((await withKey()('GET', '/api/organization')).body.slug).toBe('two');
  });

  it('also when it is no JSON, or not there', async () => {
    writeFileSync(file, '{"organizations": [');
    await expect(app.provision(file, () => undefined)).rejects.toThrow(/is not JSON/);
    await expect(app.provision(join(folder, 'missing.json'), () => undefined)).rejects.toThrow(/cannot be read \(ENOENT\)/);
  });
});

describe('model providers', () => {
  const provider = { name: 'main', preset: 'local', model: 'small', contactText: true };
  const read = async () => (await withKey()('GET', '/api/model-providers')).body.items;

  it('are named with private addresses, known again by name, and disabled when the file no longer names them', async () => {
    environment.MODEL_KEY = 'of-the-provider';
    await apply({ ...demo, modelProviders: [{ ...provider, key: { env: 'MODEL_KEY' } }] });
    expect(await read()).toMatchObject([
      { baseUrl: 'http://127.0.0.1:11434/v1', keySet: true, contactText: { allowed: true, by: 'system:provisioning' }, provisioned: true },
    ]);
    const before = await versions();
    await apply({ ...demo, modelProviders: [{ ...provider, key: { env: 'MODEL_KEY' } }] });
    expect(await versions()).toEqual(before);
    await apply({ ...demo, modelProviders: [{ ...provider, model: 'large', contactText: false }] });
    expect(await read()).toMatchObject([{ model: 'large', keySet: false, contactText: { allowed: false } }]);
    await apply({ ...demo, modelProviders: [] });
    expect(await read()).toMatchObject([{ state: 'disabled', provisioned: false }]);
    await apply({ ...demo, modelProviders: [provider] });
    expect(await read()).toMatchObject([{ state: 'active', provisioned: true }]);
  });

  it('that a channel names and nobody has are told before anything is changed; one that was named through the API is had', async () => {
    const asks = { ...channel, assistant: { kind: 'model', provider: 'mian' } };
    expect(await faultsOf({ ...demo, modelProviders: [provider], channels: [asks] })).toEqual([
      'organizations[0].channels[0].assistant.provider must be the name of a model provider of the organization; there is "main".',
    ]);
    expect(await app.database.asOwner('look', [plain('select id from organizations')])).toMatchObject([{ rows: [] }]);
    await apply(demo);
    const owner = await signIn(app.server, demo.owner);
    expect((await owner('POST', '/api/model-providers', { body: { ...provider, name: 'mian', preset: 'openai' } })).status).toBe(201);
    await apply({ ...demo, channels: [asks] });
  });

  it('tell every fault with its place', async () => {
    const faults = await faultsOf({
      ...demo,
      modelProviders: [
        { name: 'a', preset: 'custom', model: 'x' },
        { name: 'a', preset: 'openai', model: '', modle: 'x' },
        { ...provider, name: 'c', key: { env: 'NOPE' } },
      ],
    });
    expect([...faults].sort()).toEqual([
      'organizations[0].modelProviders[0].baseUrl is missing.',
      'organizations[0].modelProviders[1].model must not be empty.',
      'organizations[0].modelProviders[1].modle is not a field we know.',
      'organizations[0].modelProviders[1].name is used twice in this list: "a".',
      'organizations[0].modelProviders[2].key is to be found in the environment variable NOPE, which is not set.',
    ]);
  });
});
