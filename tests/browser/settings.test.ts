import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// In order: somebody sets up their organization, step by step.
const password = 'rain on the tin roof';
let baraza: FreshProgram;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
  page = await browser.visit(baraza.firstRun);
  await page.getByLabel('Your name').fill('Amina Wanjiru');
  await page.getByLabel('Your organization').fill('Nuru Clinic');
  await page.getByLabel('Your e-mail address').fill('amina@clinic.example');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create the organization' }).click();
  await page.waitForURL((url) => url.pathname !== '/first-run');
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const open = async (path: string, title: string | RegExp) => {
  await page.goto(baraza.url + path);
  await heading(title);
};
const barrierFree = async () => expect(await findBarriers(page)).toEqual([]);

test('a channel is added, and its assistant is tried before it is saved', async () => {
  await open('/settings/channels', 'Channels');
  await page.getByText('No channels yet').waitFor();
  await barrierFree();
  await page.getByRole('link', { name: 'Add a channel' }).click();
  await page.getByRole('link', { name: 'Phone in the browser' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Front desk');
  await page.getByRole('button', { name: 'Add the channel' }).click();
  await heading('Front desk');
  await barrierFree();
  await takePictures(page, 'settings-channel');

  await page.getByRole('link', { name: 'Set up the assistant and try it' }).click();
  await heading('Assistant of Front desk');
  await page.getByRole('button', { name: 'Add a question' }).click();
  await page.getByLabel('Question', { exact: true }).fill('When are you open?');
  await page.getByLabel('Answer', { exact: true }).fill('Monday to Friday, 8 to 5.');
  const chat = page.getByRole('region', { name: 'Try it' });
  await chat.getByLabel('Write a message').fill('when are you open');
  await chat.getByRole('button', { name: 'Send' }).click();
  await chat.getByText('Monday to Friday, 8 to 5.').waitFor();
  await barrierFree();
  await takePictures(page, 'settings-assistant');

  // A wrong tap loses nothing; what was tried is saved only now.
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Save and use it' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.reload();
  await page.getByLabel('Answer', { exact: true }).waitFor();
  expect(await page.getByLabel('Answer', { exact: true }).inputValue()).toBe('Monday to Friday, 8 to 5.');
});

test('what is wrong with a connection stands at its field', async () => {
  await open('/settings/channels/new?type=whatsapp', 'Add: WhatsApp');
  await page.getByLabel('Phone number ID').fill('+254 700');
  await page.getByRole('button', { name: 'Connect and check' }).click();
  const field = page.getByLabel('Phone number ID');
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  await barrierFree();
});

test('a colleague is invited with a role', async () => {
  await open('/settings/members', 'Members');
  await page.getByRole('button', { name: 'Invite a colleague' }).click();
  await page.getByLabel('E-mail address').fill('juma@clinic.example');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByText('This installation sends no mail').waitFor();
  expect(await page.getByLabel('Value').inputValue()).toContain('/invitation#token=');
  await barrierFree();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('list', { name: 'Invited' }).getByText('juma@clinic.example').waitFor();
  await takePictures(page, 'settings-members');
  await open('/settings/roles', 'Roles');
  await page.getByRole('rowheader', { name: 'Invite people' }).waitFor();
  await barrierFree();
});

test('a key is shown once, and revoked by its name', async () => {
  await open('/settings/api-keys', 'API keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Website');
  await page.getByLabel('See contacts and their addresses').check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('heading', { name: 'The key “Website”' }).waitFor();
  await barrierFree();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('May do 1 thing').waitFor();
  await takePictures(page, 'settings-api-keys');
  await page.getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Revoke' }).isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('Website');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('1 revoked key').first().waitFor();
});

test.each([
  ['/settings', 'Settings'],
  ['/settings/organization', 'Organization'],
  ['/settings/teams', 'Teams'],
  ['/settings/labels', 'Labels'],
  ['/settings/canned-replies', 'Canned replies'],
  ['/settings/attributes', 'Contact attributes'],
  ['/settings/tags', 'Tags'],
  ['/settings/models', 'Models'],
  ['/settings/webhooks', 'Webhooks'],
  ['/settings/incoming-webhooks', 'Incoming webhooks'],
  ['/settings/notices', 'Notices'],
  ['/settings/companion', 'Companion'],
])('%s has no barrier', async (path, title) => {
  await open(path, title);
  await expect.poll(() => page.getByRole('status').filter({ hasText: 'Loading' }).count()).toBe(0);
  await barrierFree();
  await takePictures(page, path.slice(1).replaceAll('/', '-'));
});

test('nothing broke on the way', () => {
  expect(browser.faults).toEqual([]);
});
