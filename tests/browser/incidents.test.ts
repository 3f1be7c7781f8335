import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { colleague, firstOwner, type Person } from './kit/people.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// From a message that needs attention to the incident that is closed. In order.
let baraza: FreshProgram;
let browser: TestBrowser;
let amina: Person;
let page: Page;

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
  amina = await firstOwner(baraza, browser, 'Amina Wanjiru');
  ({ page } = amina);
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

const barrierFree = async () => expect(await findBarriers(page)).toEqual([]);
const banner = () => page.getByText('A message needs attention now. Nobody has acknowledged it yet.');

/** As the owner of a phone that nobody wrote with before. */
async function write(name: string, ...texts: string[]): Promise<void> {
  const { id } = await amina.ask<{ id: string }>('POST', '/api/phones', { name });
  for (const text of texts) await amina.ask('POST', `/api/phones/${id}/messages`, { kind: 'text', text });
}

test('before anything happened, the board says that nothing needs attention', async () => {
  await page.goto(`${baraza.url}/incidents`);
  await page.getByRole('heading', { level: 2, name: 'Nothing needs attention' }).waitFor();
  expect(await page.title()).toBe('Incidents – Baraza');
  await barrierFree();
  await takePictures(page, 'incidents-none');
});

test('a message that needs attention now reaches every page: badge, title and banner, by itself', async () => {
  await page.goto(`${baraza.url}/contacts`);
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
  await write('Wanjiku Kamau', 'Hello', 'I want to kill myself tonight');
  await banner().waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Incidents 1 new' }).waitFor();
  await expect.poll(() => page.title()).toMatch(/^\(\d+\) Contacts/);
  await barrierFree();
  await takePictures(page, 'incidents-banner');
});

test('what calls most stands first, with who was called', async () => {
  await write('Otieno Omondi wa Kisumu na jina refu sana linalojaza mstari', 'My mother collapsed and is not breathing');
  await write('Juma Ali', 'I feel hopeless');
  await page.goto(`${baraza.url}/incidents`);
  const rows = page.getByRole('list', { name: 'open' }).getByRole('listitem');
  await rows.first().getByText('Needs attention now').waitFor();
  await expect.poll(() => rows.first().textContent()).toContain('Called: Amina Wanjiru');
  await barrierFree();
  await takePictures(page, 'incidents');
});

test('opened, it shows the words and what to say; acknowledging asks what was done', async () => {
  await page.goto(`${baraza.url}/incidents`);
  await page.getByRole('link', { name: 'Look at it: Wanjiku Kamau' }).click();
  await page.getByRole('heading', { level: 1, name: 'Wanjiku Kamau' }).waitFor();
  await page.getByText('Seen in the app by Amina Wanjiru').waitFor();
  await page.getByRole('region', { name: 'What the person wrote' }).or(page.getByText('kill myself')).first().waitFor();
  expect(await page.getByRole('button', { name: 'Acknowledge' }).isDisabled()).toBe(true);
  await barrierFree();
  await takePictures(page, 'incident');
  await page.getByLabel('What did you do?').fill('Called her; she is with her sister.');
  await page.reload();
  // What was begun is kept.
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByText('Amina Wanjiru acknowledged it').waitFor();
  await page.getByText('Called her; she is with her sister.').waitFor();
  // Of two that called, one still does.
  await banner().waitFor();
});

test('the conversation shows it at its head, between the messages and beside the person', async () => {
  await page.getByRole('link', { name: 'Open the conversation' }).click();
  await page.getByRole('log').getByText('Handed to people: a message needs attention').waitFor();
  const head = page.getByRole('region', { name: 'Wanjiku Kamau' }).locator('header').first();
  await head.getByText('Needs attention now').waitFor();
  await head.getByText('about not wanting to live').waitFor();
  await barrierFree();
  await page.getByRole('region', { name: 'Incident' }).getByText('Amina Wanjiru deals with it').waitFor();
  await takePictures(page, 'incident-panel');
  await head.getByRole('link', { name: 'Open the incident' }).click();
  await page.getByRole('heading', { level: 1, name: 'Wanjiku Kamau' }).waitFor();
});

test('the inbox has a view of what needs attention, the gravest first', async () => {
  await page.goto(`${baraza.url}/inbox`);
  await page.getByRole('button', { name: 'Open', exact: true }).first().click();
  await page.getByRole('menuitem', { name: /^Needs attention/ }).click();
  const rows = page.getByRole('option');
  await rows.nth(2).getByText('Juma Ali').waitFor();
  expect(await rows.count()).toBe(3);
  await barrierFree();
  await takePictures(page, 'inbox-attention');
  await page.goto(`${baraza.url}/incidents`);
  await page.getByRole('link', { name: /: Wanjiku Kamau$/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Wanjiku Kamau' }).waitFor();
});

test('a note is written, and it is closed with how it ended', async () => {
  await page.getByLabel('Write a note').fill('Her brother calls us tonight.');
  await page.getByRole('button', { name: 'Save the note' }).click();
  await page.getByText('Her brother calls us tonight.').waitFor();
  await page.getByLabel('How did it end?').fill('Seen by Dr Otieno today.');
  await barrierFree();
  await takePictures(page, 'incident-acknowledged');
  await page.getByRole('button', { name: 'Close the incident' }).click();
  await page.getByText('Amina Wanjiru closed it as resolved').waitFor();
  await page.goto(`${baraza.url}/incidents?state=closed`);
  await page.getByRole('list', { name: 'closed' }).getByText('Wanjiku Kamau').waitFor();
  await page.getByText('Needed attention at once').waitFor();
  await takePictures(page, 'incidents-closed');
});

test('when a colleague is quicker, what was begun becomes a note, and the banner goes by itself', async () => {
  await page.goto(`${baraza.url}/incidents`);
  await page.getByRole('link', { name: 'Look at it: Otieno Omondi' }).click();
  await page.getByLabel('What did you do?').fill('An ambulance is on its way.');
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await amina.ask('POST', `/api/incidents/${id}/acknowledge`, { did: 'Called the neighbours.' });
  await banner().waitFor({ state: 'detached' });
  expect(await page.getByLabel('Write a note').inputValue()).toBe('An ambulance is on its way.');
  await page.getByLabel('How', { exact: true }).selectOption({ label: 'False alarm' });
  await page.getByLabel('Why was it a false alarm?').fill('It was about a film.');
  await page.getByRole('button', { name: 'Close the incident' }).click();
  await page.getByText('Amina Wanjiru closed it as a false alarm').waitFor();
  await page.getByText('An ambulance is on its way.').waitFor();
});

test('who is called, how soon and whom to call is set, and a line is added only once it was tried', async () => {
  await amina.ask('PATCH', '/api/organization', { country: 'KE' });
  await page.goto(`${baraza.url}/settings/safety`);
  await page.getByRole('heading', { level: 1, name: 'Safety' }).waitFor();
  const people = page.getByRole('group', { name: 'One after the other' });
  await people.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByRole('option', { name: /Amina Wanjiru/ }).click();
  await people.getByRole('listitem').getByText('Amina Wanjiru').waitFor();
  await page.locator('form').filter({ has: people }).getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').first().waitFor();
  expect((await amina.ask<{ chain: string[] }>('GET', '/api/safety/settings')).chain).toHaveLength(1);
  await page.getByText('Emergency number:').waitFor();
  await barrierFree();
  await takePictures(page, 'safety');
  await page.getByRole('button', { name: 'Add a line' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Kenya Red Cross');
  await page.getByLabel('Number or address').fill('1199');
  expect(await page.getByRole('button', { name: 'Add this line' }).isDisabled()).toBe(true);
  await page.getByText('I have tried it, and somebody answered').click();
  await barrierFree();
  await page.getByRole('button', { name: 'Add this line' }).click();
  await page.getByText('Shown', { exact: true }).waitFor();
  await page.getByRole('list', { name: 'Help lines' }).scrollIntoViewIfNeeded();
  await takePictures(page, 'safety-lines');
});

test('who is called for somebody else’s contact sees the incident, what they do not see, and whom to ask', async () => {
  const clare = await colleague(baraza, browser, { by: amina, name: 'Clare Achieng', role: 'clinician' });
  const { items } = await amina.ask<{ items: { id: string; name: string }[] }>('GET', '/api/members');
  await amina.ask('PATCH', '/api/safety/settings', { chain: items.filter(({ name }) => name.startsWith('Clare')).map(({ id }) => id) });
  await write('Zuhura Said', 'I want to kill myself');
  await clare.page.goto(`${baraza.url}/incidents`);
  await clare.page.getByRole('link', { name: /: Zuhura Said$/ }).click();
  await clare.page.getByText('You were called for this').waitFor();
  await clare.page.getByText('ask Amina Wanjiru to give you the contact').waitFor();
  await clare.page.getByText('kill myself').first().waitFor();
  expect(await clare.page.getByRole('link', { name: 'Open the conversation' }).count()).toBe(0);
  expect(await findBarriers(clare.page)).toEqual([]);
  await takePictures(clare.page, 'incident-hidden');
  // No notice that only others can act on.
  await clare.page.goto(baraza.url);
  await clare.page.getByRole('heading', { level: 2, name: 'Needs attention' }).waitFor();
  await takePictures(clare.page, 'home-clinician');
  await clare.page.close();
});

test('on the home page what is the same stands once, and leads to where it is mended', async () => {
  await page.goto(baraza.url);
  await page
    .getByText(/^\d+ times$/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: /Somebody could not be told of a message/ }).waitFor();
  await barrierFree();
  await takePictures(page, 'home-notices');
});

test('right to left, in Urdu', async () => {
  await page.goto(`${baraza.url}/incidents`);
  await page.getByRole('button', { name: 'Account of Amina Wanjiru' }).click();
  await page.getByRole('menuitemradio', { name: 'اردو' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1, name: 'واقعات' }).waitFor();
  await barrierFree();
  await takePictures(page, 'incidents-urdu');
  await page.getByRole('link', { name: /: Juma Ali$/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Juma Ali' }).waitFor();
  await barrierFree();
  await takePictures(page, 'incident-urdu');
  await page.getByRole('link', { name: 'گفتگو کھولیں' }).click();
  await page.getByRole('log').getByText('I feel hopeless').waitFor();
  await page.locator('header').getByText('توجہ چاہیے').waitFor();
  await barrierFree();
  await takePictures(page, 'incident-conversation-urdu');
  await page.goto(`${baraza.url}/settings/safety`);
  await page.getByRole('heading', { level: 1, name: 'حفاظت' }).waitFor();
  await barrierFree();
  await takePictures(page, 'safety-urdu');
});

test('no page complained', () => {
  expect(browser.faults).toEqual([]);
});
