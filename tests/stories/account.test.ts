import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { amina, clinicLine, clinicSecret, juma, openStory, type Story } from '#tests/kit/story.ts';

/** What happens to a channel whose account changes at Meta: the token dies, the secret is replaced, the account is restricted. */

let story: Story;
let channelId: string;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.end());
beforeEach(async () => {
  await story.reset();
  channelId = await story.connect();
});

const day = 24 * 3600 * 1000;
const channel = async () => (await story.ask('GET', `/api/channels/${channelId}`)).body;
const notices = async (query = '') => (await story.ask('GET', `/api/notices${query}`)).body.items;
const change = (body: unknown) => story.ask('PATCH', `/api/channels/${channelId}`, { body });
const tell = (field: string, value: unknown) => story.graph.tell(clinicLine.businessAccountId, field, value);
const look = async () => {
  await story.app.accountLife.look();
  await story.watch.idle();
};
const nothingLeft = () =>
  story.watch.until(async () => (await story.rows('select 1 from conversations where queued > settled')).length === 0);

describe('a token that dies', () => {
  it('pauses the channel, tells once, holds what waits, and lets it go in order as soon as there is a new one', async () => {
    await story.say('before');
    await story.settled();
    story.graph.setAccessToken('the new token');
    for (const text of ['one', 'two', 'three', 'four', 'five']) await story.say(text);
    await story.say('hello', juma);
    await story.watch.until(async () => (await channel()).state === 'paused');
    await story.pass(130);

    expect((await channel()).trouble.code).toBe('whatsapp.token_invalid');
    expect(await notices()).toMatchObject([
      {
        kind: 'channels.paused',
        subject: channelId,
        text: '“Main line” is paused and sends nothing: The access token is not valid any more.',
      },
    ]);
    expect(story.textsTo(amina)).toEqual(['echo: before']);
    expect(await notices('?closed=only')).toEqual([]);

    expect((await change({ secrets: { accessToken: 'the new token' } })).body.state).toBe('active');
    await story.pass(2);
    await nothingLeft();
    expect(story.textsTo(amina)).toEqual(['before', 'one', 'two', 'three', 'four', 'five'].map((text) => `echo: ${text}`));
    expect(story.textsTo(juma)).toEqual(['echo: hello']);
    expect(story.graph.duplicates).toEqual([]);
    expect(await notices()).toEqual([]);
    expect(await notices('?closed=include')).toHaveLength(1);
    expect(await notices('?closed=only')).toMatchObject([{ kind: 'channels.paused', closedAt: expect.any(String) }]);
  });

  it('is spoken of two weeks before and three days before, once each, also after somebody closed the notice', async () => {
    story.graph.account.tokenEndsAt = story.clock.now().getTime() + 20 * day;
    await look();
    expect(await notices()).toEqual([]);
    const tokenStep = async () =>
      (await story.ask('POST', `/api/channels/${channelId}/check`)).body.steps.find(({ step }: { step: string }) => step === 'token');
    const seen: string[][] = [];
    for (let days = 1; days <= 18; days += 1) {
      await story.clock.skip(day);
      await look();
      const open = await notices();
      seen.push(open.map((one: { kind: string }) => one.kind));
      if (days === 8)
        expect(await tokenStep()).toMatchObject({ state: 'ok', code: 'token.ends_soon', advice: expect.stringContaining('new') });
      if (days === 2) expect(await tokenStep()).toMatchObject({ state: 'ok', advice: null });
      if (days === 8) await story.ask('POST', `/api/notices/${open[0].id}/close`);
    }
    expect(seen.map((kinds) => kinds.join()).filter((kind, day, all) => kind !== all[day - 1])).toEqual([
      '',
      'channels.token_ends',
      '',
      'channels.token_ends_soon',
    ]);
    story.graph.account.tokenEndsAt = null;
    await change({ secrets: { accessToken: 'another' } });
    story.graph.setAccessToken('another');
    await look();
    expect(await notices()).toEqual([]);
    expect((await channel()).health).toMatchObject({ tokenEndsAt: null, quality: 'green', tier: 'TIER_2K', numberStatus: 'CONNECTED' });
  });

  it('pauses the channel already when the daily look finds it dead', async () => {
    story.graph.setAccessToken('somebody made another');
    await look();
    expect(await channel()).toMatchObject({ state: 'paused', trouble: { code: 'whatsapp.token_invalid' } });
    expect(await notices()).toHaveLength(1);
  });

  it('says nothing about the new one when its refusal comes late', async () => {
    const { app } = story;
    const old = await app.directory.byId(story.cast.clinic.id, channelId);
    await change({ secrets: { accessToken: 'new' } });
    const { pauseChannel } = await import('#channels/index.ts');
    const trouble = { code: 'whatsapp.token_invalid', reason: 'Dead.', advice: 'Mend it.' };
    const tools = { database: story.database, clock: story.clock, ids: app.making.ids, directory: app.directory };
    await pauseChannel(tools, old as NonNullable<typeof old>, trouble);
    expect([(await channel()).state, await notices()]).toEqual(['active', []]);
  });
});

describe('an app secret that is replaced under traffic', () => {
  it('refuses no webhook: what was signed with the old one counts for a day', async () => {
    const deliver = (text: string, secret: string) => {
      story.graph.setAppSecret(secret);
      return story.graph.receiveText({ ...amina, text });
    };
    expect((await deliver('old before', clinicSecret)).status).toBe(200);
    await change({ secrets: { appSecret: 'the new secret' } });
    const answers = [
      await deliver('old, on its way', clinicSecret),
      await deliver('new', 'the new secret'),
      await deliver('old, late', clinicSecret),
    ];
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200]);
    const { health, secrets } = await channel();
    expect(health).toMatchObject({ lastWebhookProvedBy: 'previous', lastWebhookAt: story.clock.now().toISOString() });
    expect(secrets[0]).toEqual({
      name: 'appSecret',
      since: story.clock.now().toISOString(),
      previousUntil: new Date(story.clock.now().getTime() + day).toISOString(),
    });
    await deliver('new again', 'the new secret');
    expect((await channel()).health.lastWebhookProvedBy).toBe('current');

    // Over is over, also before the daily look removes it.
    await story.clock.skip(day + 1000);
    expect((await deliver('old, a day later', clinicSecret)).status).toBe(401);
    await look();
    expect((await channel()).secrets[0].previousUntil).toBeNull();
  });

  it('lets the old one go at once when a stranger has it; the same for verify tokens', async () => {
    const verifies = async (token: string) => (await story.graph.verify(token)).status;
    const old = story.graph.plan.verifyToken;
    await change({ secrets: { appSecret: 'new secret', verifyToken: 'new word' } });
    expect([await verifies(old), await verifies('new word')]).toEqual([200, 200]);
    const answer = await story.ask('POST', `/api/channels/${channelId}/forget-previous-secrets`);
    expect(JSON.stringify(answer.body)).not.toMatch(/new secret|clinic-app-secret/);
    expect([await verifies(old), await verifies('new word')]).toEqual([403, 200]);
    expect((await story.graph.receiveText({ ...amina, text: 'forged' })).status).toBe(401);
  });

  it('nobody sets the one before by hand', async () => {
    const answer = await change({ secrets: { previous: { appSecret: 'mine' } } });
    expect([answer.status, answer.body.error.details.fields?.[0]?.field ?? answer.body.error.details.field]).toEqual([
      400,
      'secrets.previous',
    ]);
  });
});

describe('news of the account', () => {
  it('a ban pauses every channel of the account and tells; being given back lets them go on', async () => {
    expect(
      await tell('account_update', {
        event: 'DISABLED_UPDATE',
        ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: 'November 20, 2026' },
      }),
    ).toBe(200);
    expect(await channel()).toMatchObject({
      state: 'paused',
      trouble: { code: 'whatsapp.account_disabled' },
      health: { restriction: { until: null } },
    });
    await story.say('are you there?');
    await story.watch.idle();
    expect(story.graph.sent).toEqual([]);
    expect(await notices()).toMatchObject([
      { text: '“Main line” is paused and sends nothing: WhatsApp disabled the account on November 20, 2026.' },
    ]);
    await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } });
    expect(await channel()).toMatchObject({ state: 'active', health: { restriction: null } });
    await story.pass(2);
    await nothingLeft();
    expect(story.textsTo(amina)).toEqual(['echo: are you there?']);
    expect(await notices()).toEqual([]);
  });

  it('a restriction ends by itself when its time is over', async () => {
    const until = story.clock.now().getTime() + 3 * 3600 * 1000;
    await tell('account_update', {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type: 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING', expiration: Math.floor(until / 1000) }],
    });
    expect(await channel()).toMatchObject({ state: 'paused', health: { restriction: { until: new Date(until).toISOString() } } });
    await story.clock.advance(2 * 3600 * 1000);
    await look();
    expect((await channel()).state).toBe('paused');
    await story.clock.advance(3600 * 1000 + 1000);
    await look();
    expect(await channel()).toMatchObject({ state: 'active', health: { restriction: null } });
  });

  it('quality, limit and name are kept and shown; people are told of what is bad', async () => {
    await tell('phone_number_quality_update', {
      display_phone_number: clinicLine.displayPhoneNumber,
      event: 'FLAGGED',
      current_limit: 'TIER_250',
    });
    expect((await channel()).health).toMatchObject({ quality: 'red', tier: 'TIER_250' });
    expect(await notices()).toMatchObject([
      { kind: 'channels.warning', text: '“Main line”: People complained: WhatsApp rates the number’s quality as low.' },
    ]);
    await tell('phone_number_quality_update', { display_phone_number: '447700900777', event: 'FLAGGED', current_limit: 'TIER_1' });
    expect((await channel()).health.tier).toBe('TIER_250');
    await tell('security', { display_phone_number: clinicLine.displayPhoneNumber, event: 'PIN_CHANGED' });
    expect(await notices()).toHaveLength(2);
    await tell('phone_number_quality_update', { display_phone_number: clinicLine.displayPhoneNumber, event: 'UNFLAGGED' });
    expect((await notices()).map((one: { subject: string }) => one.subject)).toEqual([`${channelId}/security`]);
    const log = (await story.ask('GET', `/api/channels/${channelId}/log`)).body.items;
    expect(log.map((entry: { kind: string }) => entry.kind)).toEqual(['account', 'account', 'account', 'account']);
  });

  it('finds every channel of the account, and none of another', async () => {
    const festival = await story.connect({ tenant: 'festival' });
    const second = await story.ask('POST', '/api/channels', {
      body: {
        type: 'whatsapp',
        name: 'Second line',
        settings: {
          phoneNumberId: '100000000000009',
          businessAccountId: clinicLine.businessAccountId,
          displayPhoneNumber: '447700900009',
          graphUrl: story.graph.url,
        },
        secrets: { appSecret: clinicSecret, verifyToken: 'v', accessToken: story.graph.plan.accessToken },
        assistant: { kind: 'echo' },
      },
    });
    expect(await tell('account_update', { event: 'ACCOUNT_DELETED' })).toBe(200);
    const paused = (await story.rows("select id from channels where state = 'paused'")).map((row) => row.id);
    expect(new Set(paused)).toEqual(new Set([channelId, second.body.id]));
    expect(paused).not.toContain(festival);
    expect(await notices()).toHaveLength(2);
  });

  it('is believed with the signature of the account’s own app only', async () => {
    await story.connect({ tenant: 'festival' });
    const festival = await story.graph.tell('200000000000002', 'account_update', { event: 'ACCOUNT_DELETED' });
    expect(festival).toBe(401);
    const states = await story.rows('select distinct state from channels');
    expect(states).toEqual([{ state: 'active' }]);
  });

  it('templates are kept as they are decided about, and asked for page by page', async () => {
    await tell('message_template_status_update', {
      event: 'REJECTED',
      message_template_id: 1689556908129835,
      message_template_name: 'abandoned_cart',
      message_template_language: 'en',
      reason: 'INVALID_FORMAT',
      message_template_category: 'MARKETING',
    });
    const list = async () => (await story.ask('GET', `/api/channels/${channelId}/templates`)).body.items;
    expect(await list()).toMatchObject([
      { name: 'abandoned_cart', language: 'en', status: 'REJECTED', category: 'MARKETING', reason: 'invalid format' },
    ]);
    expect(await notices()).toMatchObject([{ kind: 'channels.template', subject: `${channelId}/abandoned_cart/en` }]);
    story.graph.account.templates = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
      id: name,
      name,
      language: 'en',
      status: 'APPROVED',
      category: 'UTILITY',
      components: [
        { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['x'] } },
        { type: 'BODY', text: 'Hello {{1}}, see you on {{2}}.', example: { body_text: [['Ana', 'Monday']] } },
        { type: 'FOOTER', text: 'Nuru Clinic' },
        { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Change it', url: 'https://clinic.example/visits/{{1}}' }] },
        { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'This week', has_expiration: true } },
        {
          type: 'CAROUSEL',
          cards: [
            {
              components: [
                { type: 'HEADER', format: 'VIDEO' },
                { type: 'BODY', text: 'With {{1}}' },
              ],
            },
          ],
        },
      ],
    }));
    await story.clock.advance(1000);
    const refreshed = await story.ask('POST', `/api/channels/${channelId}/templates/refresh`);
    expect(refreshed.body.items.map((one: { name: string }) => one.name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    const text = {
      header: { kind: 'image', text: null },
      body: 'Hello {{1}}, see you on {{2}}.',
      footer: 'Nuru Clinic',
      buttons: [{ kind: 'url', text: 'Change it', url: 'https://clinic.example/visits/{{1}}' }],
      offer: true,
      cards: [{ header: { kind: 'video', text: null }, body: 'With {{1}}', buttons: [] }],
    };
    expect(refreshed.body.items[0].text).toEqual(text);
    await tell('message_template_status_update', { event: 'PAUSED', message_template_name: 'c', message_template_language: 'en' });
    expect((await list())[2]).toMatchObject({ name: 'c', status: 'PAUSED', category: 'UTILITY', text });
    story.graph.setAccessToken('x');
    expect((await story.ask('POST', `/api/channels/${channelId}/templates/refresh`)).body.error.code).toBe('channels.provider_refused');
  });
});

describe('checking a connection', () => {
  const check = async () => {
    const { body } = await story.ask('POST', `/api/channels/${channelId}/check`);
    return Object.fromEntries(body.steps.map(({ step, state }: { step: string; state: string }) => [step, state]));
  };

  it('finds all well but our own address, which Meta cannot call', async () => {
    story.graph.account.subscription = { callbackUrl: 'http://baraza.test/webhooks/whatsapp', fields: ['messages', 'account_update'] };
    const before = await story.rows('select * from channels');
    expect(await check()).toEqual({
      channel: 'ok',
      address: 'wrong',
      token: 'ok',
      permissions: 'ok',
      number: 'ok',
      number_state: 'ok',
      business_account: 'ok',
      app_secret: 'ok',
      callback: 'ok',
      subscribed: 'ok',
      templates: 'ok',
      verify_token: 'unknown',
      webhook: 'unknown',
    });
    expect(await story.rows('select * from channels')).toEqual(before);
    await story.say('hello');
    expect(await check()).toMatchObject({ verify_token: 'ok', webhook: 'ok' });
  });

  it.each<[string, (graph: Story['graph']) => void, Record<string, string>]>([
    ['a dead token', (graph) => graph.setAccessToken('x'), { token: 'wrong' }],
    ['too few permissions', (graph) => graph.account.scopes.pop(), { token: 'ok', permissions: 'wrong' }],
    ['a number in another mode', (graph) => (graph.account.number = { platform_type: 'ON_PREMISE' }), { number_state: 'wrong' }],
    ['a number that is not connected', (graph) => (graph.account.number = { status: 'PENDING' }), { number_state: 'wrong' }],
    ['the secret of another app', (graph) => graph.setAppSecret('y'), { app_secret: 'wrong', callback: 'unknown' }],
    ['no subscription of the account', (graph) => (graph.account.subscribed = false), { subscribed: 'wrong' }],
    ['webhooks that go elsewhere', (graph) => (graph.account.overrideUrl = 'https://elsewhere.example/'), { subscribed: 'wrong' }],
    ['an app that sends nothing', (graph) => (graph.account.subscription = null), { callback: 'wrong' }],
  ])('names %s', async (_what, spoil, found) => {
    spoil(story.graph);
    expect(await check()).toMatchObject(found);
  });

  it('says what to do in plain words', async () => {
    story.graph.account.subscribed = false;
    const { body } = await story.ask('POST', `/api/channels/${channelId}/check`);
    expect(body.ok).toBe(false);
    for (const step of body.steps.filter((one: { state: string }) => one.state === 'wrong')) expect(step.advice).toMatch(/\.$|\)$/);
  });
});
