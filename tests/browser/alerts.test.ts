import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeGraph, startFakeGraph } from '../../tools/fake-graph/server.ts';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { firstOwner, type Person } from './kit/people.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// A member is told on the phone, from the choice of a line to the code. In order.
let baraza: FreshProgram;
let browser: TestBrowser;
let graph: FakeGraph;
let amina: Person;

beforeAll(async () => {
  baraza = await startFresh({ BARAZA_PRIVATE_ADDRESSES: 'allow' });
  graph = await startFakeGraph({ webhookUrl: `${baraza.url}/webhooks/whatsapp` });
  browser = await openBrowser();
  amina = await firstOwner(baraza, browser, 'Amina Wanjiru');
  const { plan, url } = graph;
  const template = (name: string, text: string, button: string) => ({
    id: name,
    name,
    language: 'en',
    status: 'APPROVED',
    components: [
      { type: 'BODY', text },
      { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Open', url: button }] },
    ],
  });
  graph.account.templates = [
    template('staff_alert', 'Something needs your attention.', `${baraza.url}/incidents/{{1}}`),
    template('staff_code', '{{1}} is your code.', 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}'),
  ];
  const { id } = await amina.ask<{ id: string }>('POST', '/api/channels', {
    type: 'whatsapp',
    name: 'Main line',
    settings: { ...plan.numbers[0], graphUrl: url },
    secrets: { appSecret: plan.appSecret, verifyToken: plan.verifyToken, accessToken: plan.accessToken },
    assistant: { kind: 'echo' },
  });
  await amina.ask('POST', `/api/channels/${id}/templates/refresh`, {});
});
afterAll(async () => {
  await browser?.close();
  await graph?.close();
  await baraza?.stop();
});

test('who may not be told yet reads why', async () => {
  const { page } = amina;
  await page.goto(`${baraza.url}/account/alerts`);
  await page.getByText('Your organization tells nobody on phones yet.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
});

test('an administrator chooses the line, its templates and the order', async () => {
  const { page } = amina;
  await page.goto(`${baraza.url}/settings/safety`);
  await page.getByRole('switch', { name: 'Members are told on their phones' }).click();
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Alerts on phones' }) });
  const choose = (label: string, option: string) => section.getByLabel(label, { exact: true }).selectOption({ label: option });
  await choose('Through this channel', 'Main line');
  await choose('Template of the alert', 'staff_code');
  await choose('Template of the code', 'staff_code');
  await section.getByRole('switch', { name: 'Phones are left alone at night' }).click();
  await section.getByRole('button', { name: 'Save' }).click();
  await section.getByText('leads elsewhere').waitFor();
  await choose('Template of the alert', 'staff_alert');
  await section.scrollIntoViewIfNeeded();
  await takePictures(page, 'alerts-setting');
  await section.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => (await amina.ask<{ phoneAlerts: unknown }>('GET', '/api/safety/settings')).phoneAlerts)
    .toMatchObject({ template: 'staff_alert', codeTemplate: 'staff_code', order: 'together', quiet: { from: '22:00', to: '07:00' } });
  expect(await findBarriers(page)).toEqual([]);
});

test('a member gives a number, and gives back the code that came there', async () => {
  const { page } = amina;
  await page.goto(`${baraza.url}/account/alerts`);
  await page.getByLabel('Phone number').fill('0700 000 001');
  await page.getByRole('button', { name: 'Send a code' }).click();
  await page.getByText('with the code of its country').waitFor();
  await page.getByLabel('Phone number').fill('+44 7700 900150');
  await page.getByRole('button', { name: 'Send a code' }).click();
  await page.getByText('A code was sent to').waitFor();
  await takePictures(page, 'alerts-code');
  const [sent] = graph.sent.filter(({ to }) => to === '447700900150');
  const code = /"text":"(\d{6})"/.exec(JSON.stringify(sent?.body))?.[1] ?? '';
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Confirmed').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await takePictures(page, 'alerts-phone');
});

test('what needs attention goes to the phone, and the incident says that it arrived there', async () => {
  const { page } = amina;
  await graph.receiveText({ from: '447700900123', name: 'Wanjiku', text: 'I want to kill myself tonight' });
  await expect.poll(() => graph.sent.filter(({ to }) => to === '447700900150').length).toBe(2);
  const [, link] = /"text":"([0-9a-f-]{36})"/.exec(JSON.stringify(graph.sent.filter(({ to }) => to === '447700900150')[1]?.body)) ?? [];
  await page.goto(`${baraza.url}/incidents/${link}`);
  await page.getByText('An alert arrived on the phone of Amina Wanjiru').waitFor();
});
