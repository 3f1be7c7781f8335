import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser } from './kit/browser.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// What somebody does who does not know the app yet: presses twice, loads again, guesses addresses. In order.
let baraza: FreshProgram;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
  page = await browser.visit(baraza.firstRun);
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });

test('the page of the printed link can be loaded again', async () => {
  await page.getByLabel('Your name').waitFor();
  expect(page.url()).not.toContain('token');
  await page.reload();
  await page.getByLabel('Your name').fill('Amina Wanjiru');
  await page.getByLabel('Your organization').fill('Nuru Clinic');
  await page.getByLabel('Your e-mail address').fill('amina@clinic.example');
  await page.getByLabel('Password', { exact: true }).fill('rain on the tin roof');
  await button('Create the organization').dblclick();
  await page.waitForURL('**/welcome');
  expect(await page.evaluate(() => sessionStorage.getItem('baraza.token.first-run'))).toBeNull();
});

test('a double click makes one webhook and one invitation', async () => {
  let made = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/(webhook-subscriptions|invitations)$/.test(request.url())) made += 1;
  });
  await page.goto(`${baraza.url}/settings/webhooks`);
  await button('Add a webhook').click();
  await page.getByLabel('Address').fill('https://clinic.example/hook');
  await page.getByRole('dialog').getByRole('checkbox').first().check();
  await button('Make the webhook').dblclick();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(made).toBe(1);
  await page.goto(`${baraza.url}/settings/members`);
  await page.getByRole('button', { name: 'Invite' }).first().click();
  await page.getByRole('dialog').getByRole('textbox').fill('juma@clinic.example');
  await page.getByRole('dialog').locator('button[type=submit]').dblclick();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).waitFor();
  expect(made).toBe(2);
});

test('test contacts are marked, and a wrong address below the contacts is not found', async () => {
  await page.goto(`${baraza.url}/phone`);
  await button('Make a phone').dblclick();
  await page.getByLabel('Write a message').fill('I want to kill myself tonight');
  await page.keyboard.press('Enter');
  await page.getByRole('log', { name: 'Conversation' }).getByRole('listitem').first().waitFor();
  expect(await page.getByText('Idempotency').count()).toBe(0);
  await page.goto(`${baraza.url}/contacts`);
  await page.getByText('Test contact').first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.goto(`${baraza.url}/contacts/import`);
  await page.waitForURL('**/contacts/imports');
  await page.goto(`${baraza.url}/contacts/somebody`);
  await page.getByRole('heading', { level: 1, name: 'Not found' }).waitFor();
});

test('somebody who may be in danger is not closed by a slip', async () => {
  await page.goto(`${baraza.url}/inbox`);
  const row = page.getByRole('listbox', { name: 'Conversations' }).getByRole('option').first();
  await row.getByText('Needs attention').waitFor();
  await row.click();
  await page.getByLabel('Write a message').or(page.getByRole('textbox')).first().waitFor();
  await button('Close').first().click();
  const asked = page.getByRole('dialog', { name: 'Close all the same?' });
  await asked.waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await asked.waitFor({ state: 'detached' });
  await row.waitFor();
  await button('Close').first().click();
  await asked.getByRole('button', { name: 'Close', exact: true }).click();
  await row.waitFor({ state: 'detached' });
});

test('a page that does not come says so in the app, and comes when the server is back', async () => {
  await page.goto(`${baraza.url}/inbox`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.context().route('**/*', (route) => route.abort());
  await page.getByRole('link', { name: 'Contacts' }).first().click();
  await page.getByRole('alert').filter({ hasText: 'server' }).first().waitFor();
  await page.context().unroute('**/*');
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
});

test('on a phone there is a way back from a conversation that is not there', async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${baraza.url}/inbox/0199f0b2-7c1e-7d55-9d0a-3a52b7c1e001`);
  await button('Back to the list').click();
  await page.waitForURL('**/inbox');
});
