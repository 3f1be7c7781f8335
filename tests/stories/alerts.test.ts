import { afterAll, beforeEach, expect, test } from 'vitest';
import { type ChannelAdapter, ChannelError, defineChannel, type OutboundMessage } from '#channels/channel.ts';
import { testUrl } from '#tests/kit/app.ts';
import { eventually } from '#tests/kit/eventually.ts';
import { type Ask, signIn } from '#tests/kit/request.ts';
import { openStory } from '#tests/kit/story.ts';

/** Members are told on their phones: through WhatsApp with what Meta approved, or through a kind of channel that takes words. */

const story = await openStory();
const staffPhone = '447700900150';
let channelId: string;
let owner: Ask;
beforeEach(async () => {
  await story.reset();
  channelId = await story.connect();
  owner = await signIn(story.app.server, story.cast.clinic.owner);
});
afterAll(() => story.end());

const approve = (name: string, body: string, buttons: object[] = []) => ({
  id: name,
  name,
  language: 'en',
  status: 'APPROVED',
  components: [{ type: 'BODY', text: body }, ...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons }] : [])],
});
const otp = { type: 'URL', text: 'Copy code', url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}' };
const look = { type: 'URL', text: 'Look', url: `${testUrl}/incidents/{{1}}` };

async function chooseWhatsapp(change: object = {}) {
  story.graph.account.templates = [
    approve('staff_alert', 'A message needs your attention.', [look]),
    approve('staff_code', '{{1}} is your code.', [otp]),
    approve('visit', 'Hello {{1}}, see you on {{2}}.'),
  ];
  await story.ask('POST', `/api/channels/${channelId}/templates/refresh`);
  return choose({ channelId, template: 'staff_alert', codeTemplate: 'staff_code', ...change });
}
const choose = (change: object) =>
  owner('PATCH', '/api/safety/settings', {
    body: { phoneAlerts: { order: 'together', from: 'moderate', quiet: null, template: null, codeTemplate: null, ...change } },
  });
const toStaff = () => story.graph.sent.filter(({ to }) => to === staffPhone);
interface Filled {
  readonly components: { readonly parameters: { readonly text: string }[] }[];
}
const buttonOf = (n: number) => (toStaff()[n]?.body as { template?: Filled } | undefined)?.template?.components ?? [];
const wordsOf = (message: OutboundMessage | undefined) => (message?.content as { text?: string } | undefined)?.text ?? '';

async function confirmPhone(): Promise<void> {
  const asked = await owner('PUT', '/api/alert-phone', { body: { number: '+44 7700 900150' } });
  expect(asked.body).toMatchObject({ offered: true, number: null, asked: { number: staffPhone } });
  const code = buttonOf(0)[0]?.parameters[0]?.text as string;
  expect((await owner('POST', '/api/alert-phone/confirm', { body: { code } })).body).toMatchObject({ number: staffPhone, asked: null });
}
const incident = async () => {
  const [one] = (await story.ask('GET', '/api/incidents?state=all')).body.items;
  return (await story.ask('GET', `/api/incidents/${one.id}`)).body;
};
const said = async () =>
  (await incident()).entries.map(({ kind, data }: { kind: string; data: { by?: string } }) => `${kind} ${data.by ?? ''}`);

test('a member confirms a number, is told there with a link and nothing else, and counts as reached once the phone has it', async () => {
  expect((await chooseWhatsapp()).status).toBe(200);
  await confirmPhone();
  await story.say('I want to kill myself');
  await eventually(async () => expect(toStaff()).toHaveLength(2));
  const { id } = await incident();
  expect(toStaff()[1]?.body).toMatchObject({ type: 'template', template: { name: 'staff_alert' } });
  expect(buttonOf(1)[0]?.parameters[0]?.text).toBe(id);
  expect(JSON.stringify(toStaff()[1]?.body)).not.toMatch(/kill|Amina|suicid/i);
  expect((await incident()).state).toBe('raised');
  const report = (status: 'sent' | 'delivered') =>
    story.report({ id: toStaff()[1]?.id as string, messageId: toStaff()[1]?.body.biz_opaque_callback_data as string }, status);
  await report('sent');
  expect((await incident()).state).toBe('raised');
  await report('delivered');
  await report('delivered');
  expect(await incident()).toMatchObject({ state: 'delivered' });
  expect((await said()).filter((one: string) => one === 'delivered phone')).toHaveLength(1);
  // No column has the number as it is.
  expect(await story.rows("select id from alert_phones where alert_phones::text like '%900150%'")).toEqual([]);
});

test('what does not arrive goes to the next of the chain at once, and is said', async () => {
  await chooseWhatsapp();
  await confirmPhone();
  const [other] = await story.rows(
    `insert into members (organization_id, id, user_id, role, created_at)
     select organization_id, gen_random_uuid(), gen_random_uuid(), 'clinician', now() from members where organization_id = $1 limit 1 returning id`,
    [story.cast.clinic.id],
  );
  const [me] = (await owner('GET', '/api/members')).body.items.filter(({ role }: { role: string }) => role === 'owner');
  await owner('PATCH', '/api/safety/settings', { body: { chain: [me.id, other?.id], minutes: { imminent: 5, high: 15, moderate: 240 } } });
  await story.say('I want to kill myself');
  await eventually(async () => expect(toStaff()).toHaveLength(2));
  await story.report(
    { id: toStaff()[1]?.id as string, messageId: toStaff()[1]?.body.biz_opaque_callback_data as string },
    'failed',
    131026,
  );
  await eventually(async () => expect(await said()).toContain('not_delivered phone'));
  await story.pass(3);
  await eventually(async () =>
    expect((await incident()).entries.filter(({ kind }: { kind: string }) => kind === 'called')).toHaveLength(2),
  );
  const called = (await incident()).entries.filter(({ kind }: { kind: string }) => kind === 'called');
  // The second of the chain has no way at all here, so the time is waited for; the first call was not repeated.
  expect(called[1].data).toMatchObject({ members: [other?.id], step: 2 });
});

test('a template without a place for the link, with more gaps, or not approved is refused; so is a channel that cannot carry alerts', async () => {
  const refused = async (change: object, field: string) =>
    expect((await chooseWhatsapp(change)).body.error.details.field, JSON.stringify(change)).toBe(`phoneAlerts.${field}`);
  await refused({ template: 'visit' }, 'template');
  await refused({ template: 'staff_code' }, 'template');
  await refused({ template: 'nothing' }, 'template');
  await refused({ codeTemplate: null }, 'codeTemplate');
  const simulator = (await story.ask('GET', '/api/channels')).body.items.find(({ type }: { type: string }) => type !== 'whatsapp');
  if (simulator) await refused({ channelId: simulator.id }, 'channelId');
  await refused({ channelId: story.cast.clinic.id }, 'channelId');
});

test('a code is guessed at five times, is good for ten minutes, and is not sent again within one', async () => {
  await chooseWhatsapp();
  expect((await story.ask('GET', '/api/alert-phone')).body.error.code).toBe('incidents.members_only');
  expect((await owner('PUT', '/api/alert-phone', { body: { number: '0700 000 001' } })).body.error.details.field).toBe('number');
  await owner('PUT', '/api/alert-phone', { body: { number: staffPhone } });
  expect((await owner('PUT', '/api/alert-phone', { body: { number: staffPhone } })).status).toBe(429);
  const code = buttonOf(0)[0]?.parameters[0]?.text as string;
  const wrong = code === '111111' ? '222222' : '111111';
  for (let tries = 0; tries < 5; tries += 1)
    expect((await owner('POST', '/api/alert-phone/confirm', { body: { code: wrong } })).status).toBe(400);
  expect((await owner('POST', '/api/alert-phone/confirm', { body: { code } })).body.error.code).toBe('incidents.code_over');
  await story.clock.skip(61_000);
  await owner('PUT', '/api/alert-phone', { body: { number: staffPhone } });
  await story.clock.skip(601_000);
  const late = buttonOf(1)[0]?.parameters[0]?.text as string;
  expect((await owner('POST', '/api/alert-phone/confirm', { body: { code: late } })).body.error.code).toBe('incidents.code_over');
  expect((await owner('GET', '/api/alert-phone')).body).toMatchObject({ number: null, asked: null });
});

test('a kind of channel that takes words carries them: SMS, once somebody writes its adapter', async () => {
  const texts: OutboundMessage[] = [];
  let works = true;
  const whatsapp = story.app.channels.adapters.get('whatsapp') as ChannelAdapter;
  const sms = defineChannel({
    type: 'sms',
    settings: whatsapp.settings,
    secrets: whatsapp.secrets,
    abilities: { ...whatsapp.abilities, windowHours: null },
    directoryKeys: () => [],
    check: () => undefined,
    alerts: { form: 'text', recipient: (phone) => ({ number: `+${phone}` }) },
    async send(message) {
      texts.push(message);
      if (!works) throw new ChannelError('never', { code: 'sms.off', reason: 'The phone is off.', advice: '' });
      return { providerId: message.id };
    },
  });
  (story.app.channels.adapters as Map<string, ChannelAdapter>).set('sms', sms);
  await story.rows("update channels set type = 'sms' where id = $1 returning id", [channelId]);
  story.app.directory.forget(story.cast.clinic.id, channelId);
  expect((await choose({ channelId, quiet: { from: '00:00', to: '23:59' }, from: 'high', order: 'phone_first' })).status).toBe(200);
  await owner('PUT', '/api/alert-phone', { body: { number: staffPhone } });
  const [, code] = /^(\d{6}) is your code/.exec(wordsOf(texts[0])) ?? [];
  await owner('POST', '/api/alert-phone/confirm', { body: { code } });
  const channel = await story.app.directory.byId(story.cast.clinic.id, channelId);
  if (!channel) throw new Error('The channel is gone.');
  const write = (text: string) =>
    story.app.path.receive(channel, {
      messages: [{ providerId: text, sender: { addresses: ['phone:254711000009'], recipient: {} }, kind: 'text', at: null, text }],
      statuses: [],
      notices: [],
    });
  // Quiet hours hold back what is grave, and never what is imminent.
  await write('I want to kill myself');
  await eventually(async () => expect(await said()).toContain('called '));
  expect(texts).toHaveLength(1);
  await write('I will kill myself tonight');
  await eventually(async () => expect(texts).toHaveLength(2));
  const { id } = await incident();
  expect(texts[1]).toMatchObject({
    recipient: { number: `+${staffPhone}` },
    content: { kind: 'text', text: `Urgent: a message needs your attention now\n${testUrl}/incidents/${id}` },
  });
  await story.app.path.receive(channel, {
    messages: [],
    statuses: [{ providerId: 'x', messageId: texts[1]?.id as string, status: 'delivered', at: story.clock.now() }],
    notices: [],
  });
  expect(await incident()).toMatchObject({ state: 'delivered' });
  works = false;
  await story.pass(301);
  await eventually(async () => expect(await said()).toContain('not_delivered phone'));
  expect((await owner('DELETE', '/api/alert-phone')).body).toMatchObject({ number: null, asked: null });
});
