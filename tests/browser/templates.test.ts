import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeGraph, startFakeGraph } from '../../tools/fake-graph/server.ts';
import { decideTemplate } from '../../tools/fake-graph/templates.ts';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { firstOwner, type Person } from './kit/people.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// In order: each journey goes on where the one before ended.
let baraza: FreshProgram;
let browser: TestBrowser;
let graph: FakeGraph;
let amina: Person;
let channel: string;

beforeAll(async () => {
  baraza = await startFresh({ BARAZA_PRIVATE_ADDRESSES: 'allow' });
  graph = await startFakeGraph({ webhookUrl: `${baraza.url}/webhooks/whatsapp` });
  browser = await openBrowser();
  amina = await firstOwner(baraza, browser, 'Amina Wanjiru');
  const { plan, url } = graph;
  const made = await amina.ask<{ id: string }>('POST', '/api/channels', {
    type: 'whatsapp',
    name: 'Main line',
    settings: { ...plan.numbers[0], graphUrl: url },
    secrets: { appSecret: plan.appSecret, verifyToken: plan.verifyToken, accessToken: plan.accessToken },
    assistant: { kind: 'echo' },
  });
  channel = made.id;
});
afterAll(async () => {
  await browser?.close();
  await graph?.close();
  await baraza?.stop();
});

const barrierFree = async () => expect(await findBarriers(amina.page)).toEqual([]);

test('a template is written, put right before Meta could refuse it, sent, and approved', async () => {
  const { page } = amina;
  await page.goto(`${baraza.url}/settings/channels/${channel}?tab=templates`);
  await page.getByRole('link', { name: 'New template' }).click();
  await page.getByLabel('Name').fill('Visit reminder');
  const body = page.getByLabel('Text', { exact: true });
  await body.fill('{{1}}, we expect you at the clinic on Monday.');
  await page.getByText('Meta refuses a gap at the very beginning or end.').waitFor();
  await page.getByRole('button', { name: 'Send to Meta' }).click();
  await page.getByText('Put 2 things right first').waitFor();
  await barrierFree();
  await body.fill('Hello {{1}}, we expect you at the clinic on Monday.');
  await page.getByLabel('Example for {{1}}').fill('Amina');
  await page.getByText('Hello Amina, we expect you').waitFor();
  await takePictures(page, 'template');
  await page.getByRole('button', { name: 'Send to Meta' }).click();
  await page.getByText('Meta is deciding').waitFor();
  expect(graph.account.templates).toMatchObject([{ name: 'visit_reminder', status: 'PENDING' }]);

  // What Meta decides comes onto the page by itself.
  const account = graph.plan.numbers[0]?.businessAccountId ?? '';
  const rejected = { status: 'REJECTED', reason: 'INVALID_FORMAT', recommendation: 'Say who writes.' };
  await decideTemplate(graph, account, { name: 'visit_reminder', language: 'en', ...rejected });
  await page.getByText('Rejected', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'visit_reminder' }).click();
  await page.getByText('Say who writes.').waitFor();
  await barrierFree();
  await page.getByLabel('Small print').fill('Nuru Clinic');
  await page.getByRole('button', { name: 'Send the change to Meta' }).click();
  await page.getByText('Meta is deciding').waitFor();
  expect(JSON.stringify(graph.account.templates)).toContain('Nuru Clinic');
});

test('a stored text is written, published, and said by a flow that begins by the clock', async () => {
  const { page } = amina;
  await amina.ask('POST', '/api/tags', { name: 'Members' });
  await page.goto(`${baraza.url}/settings/texts`);
  await page.getByText('No texts yet').waitFor();
  await page.getByRole('button', { name: 'New text' }).click();
  await page.getByLabel('Title').fill('Opening hours');
  await page.getByLabel('Words (en)').fill('We are open from nine to five.');
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('heading', { name: 'Opening hours' }).waitFor();
  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await page.getByText('Version 1 is said', { exact: true }).waitFor();
  await barrierFree();
  await takePictures(page, 'text');

  const definition = {
    format: 1,
    languages: ['en'],
    start: 'bye',
    nodes: { bye: { kind: 'end', text: '{{ text.opening_hours }}' } },
    triggers: [],
  };
  const flow = await amina.ask<{ id: string }>('POST', '/api/flows', { name: 'weekly', title: 'Weekly', definition });
  await page.goto(`${baraza.url}/flows/${flow.id}`);
  await page.getByRole('button', { name: 'Begins with: Nothing by itself' }).click();
  await page.getByRole('button', { name: 'Add a beginning' }).click();
  await page.getByLabel('It begins with').selectOption('A time: daily, weekly, monthly');
  await page.getByLabel('Thursday').check();
  await page.getByLabel('Which tag').selectOption('Members');
  await barrierFree();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Begins with: Monday, Thursday at 09:00' }).waitFor();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('We are open from nine to five.').first().waitFor();

  await page.goto(`${baraza.url}/settings/variables`);
  await page.getByText('text.opening_hours').waitFor();
  await barrierFree();
  expect(browser.faults).toEqual([]);
});
