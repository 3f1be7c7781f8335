import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { colleague, firstOwner, type Person } from './kit/people.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// From a person in nobody's hands to their plan on paper, and an emergency. In order.
let baraza: FreshProgram;
let browser: TestBrowser;
let owner: Person;
let asha: Person;
let ben: Person;
let wanjiku: string;

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
  owner = await firstOwner(baraza, browser, 'Amina Wanjiru');
  asha = await colleague(baraza, browser, { by: owner, name: 'Asha Mwangi', role: 'clinician' });
  ben = await colleague(baraza, browser, { by: owner, name: 'Ben Otieno', role: 'clinician' });
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

const barrierFree = async ({ page }: Person) => expect(await findBarriers(page)).toEqual([]);

async function write(name: string, ...texts: string[]): Promise<void> {
  const { id } = await owner.ask<{ id: string }>('POST', '/api/phones', { name });
  for (const text of texts) await owner.ask('POST', `/api/phones/${id}/messages`, { kind: 'text', text });
}

test('with nobody in their hands a clinician is told how people come there', async () => {
  await asha.page.goto(`${baraza.url}/care`);
  await asha.page.getByRole('heading', { level: 2, name: 'Nobody is in your hands yet' }).waitFor();
  await barrierFree(asha);
  await takePictures(asha.page, 'care-nobody');
});

test('somebody in danger stands in the list of who sees all; given into hands, they are in the clinician’s', async () => {
  await write('Wanjiku Kamau', 'Hello', 'I want to kill myself tonight');
  await write('Otieno Omondi wa Kisumu na jina refu sana linalojaza mstari', 'I feel hopeless');
  await write('Juma Ali', 'Thank you, I slept well');
  const { page } = owner;
  await page.goto(`${baraza.url}/care`);
  const rows = page.getByRole('region', { name: 'Caseload' }).getByRole('listitem');
  await rows.first().getByText('Wanjiku Kamau').waitFor();
  await rows.first().getByText('Needs attention now').waitFor();
  await barrierFree(owner);
  await takePictures(page, 'care-people');
  await page.getByRole('region', { name: 'Caseload' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Wanjiku Kamau' }).waitFor();
  wanjiku = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByText('In nobody’s hands yet').waitFor();
  await page.getByRole('button', { name: 'Give into somebody’s hands' }).click();
  await page.getByRole('option', { name: /Asha Mwangi/ }).click();
  await page.getByText('Now in the hands of Asha Mwangi').waitFor();
  await asha.page.getByRole('link', { name: 'Wanjiku Kamau' }).waitFor();
});

test('the page of a person shows what was said last, and is honest about what is not kept', async () => {
  const { page } = asha;
  await page.getByRole('link', { name: 'Wanjiku Kamau' }).click();
  await page.getByRole('heading', { level: 1, name: 'Wanjiku Kamau' }).waitFor();
  await page.getByText('I want to kill myself tonight').waitFor();
  await page.getByText('Nothing is kept of their mood, or they do not share it with you.').waitFor();
  await page.getByRole('link', { name: 'Needs attention now' }).waitFor();
  await barrierFree(asha);
  await takePictures(page, 'care-person');
});

test('a plan is written down together, changed, sent and printed without the frame', async () => {
  const { page } = asha;
  await page.getByRole('link', { name: 'Safety plan' }).click();
  await page.getByRole('heading', { level: 2, name: 'There is no safety plan yet' }).waitFor();
  await page.getByRole('button', { name: 'Write it down together' }).click();
  await page.getByRole('button', { name: 'Add a line to People I can ask for help' }).click();
  await page.getByLabel('People I can ask for help, line 1').fill('Zawadi, my sister');
  await page.getByLabel('Phone number of line 1, People I can ask for help').fill('+254 712 345 678');
  await page.getByRole('button', { name: 'Add a line to What I live for' }).click();
  await page.getByLabel('What I live for, line 1').fill('My daughter');
  await barrierFree(asha);
  await takePictures(page, 'care-plan-writing');
  await page.getByRole('button', { name: 'Save' }).click();
  const call = page.getByRole('link', { name: '+254 712 345 678' });
  expect(await call.getAttribute('href')).toBe('tel:+254712345678');
  await page.getByText('written down by a member').waitFor();
  await barrierFree(asha);
  await takePictures(page, 'care-plan');
  await page.getByRole('button', { name: 'Send in the chat' }).click();
  await page.getByText('Sent', { exact: true }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.getByText('Safety plan of Wanjiku Kamau').waitFor();
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
  expect(await page.getByText('Who may see it').isVisible()).toBe(false);
  await page.screenshot({ path: 'build/screenshots/care-plan-printed.png', fullPage: true });
  await page.emulateMedia({ media: 'screen' });
});

test('a colleague whose person it is not is shown nothing, and opens it in an emergency; others read why', async () => {
  const { page } = ben;
  await page.goto(`${baraza.url}/care/${wanjiku}`);
  await page.getByRole('alert').waitFor();
  expect(await page.getByText('Wanjiku').count()).toBe(0);
  await page.goto(`${baraza.url}/care/open?id=${wanjiku}`);
  await page.getByLabel('Why can it not wait?').fill('short');
  await page.getByRole('button', { name: 'Open for one hour' }).click();
  await page.getByText(/ten characters or more/).waitFor();
  await page.getByLabel('Why can it not wait?').fill('She called the desk in despair, and Asha is away.');
  await barrierFree(ben);
  await takePictures(page, 'care-open');
  await page.getByRole('button', { name: 'Open for one hour' }).click();
  await page.getByRole('heading', { level: 1, name: 'Wanjiku Kamau' }).waitFor();
  await page.getByText('This record is open to you for an hour.').waitFor();
  await barrierFree(ben);
  await takePictures(page, 'care-opened');
  await asha.page.goto(`${baraza.url}/care/${wanjiku}`);
  await asha.page.getByText('She called the desk in despair, and Asha is away.').waitFor();
  expect(baraza.mails().some((mail) => mail.includes('Ben Otieno opened the record'))).toBe(true);
  await page.getByRole('button', { name: 'Close it now' }).click();
  await page.getByRole('heading', { level: 2, name: 'Nobody is in your hands yet' }).waitFor();
});

test('once it ends, the clinician sees nothing of it, at once', async () => {
  await owner.page.getByRole('button', { name: 'Take out of the hands of Asha Mwangi' }).click();
  await owner.page.getByText('No longer in the hands of Asha Mwangi').waitFor();
  await asha.page.reload();
  await asha.page.getByRole('alert').waitFor();
  expect(await asha.page.getByText('Wanjiku').count()).toBe(0);
});

test('numbers tell of nobody', async () => {
  const { page } = owner;
  await page.goto(`${baraza.url}/care/numbers`);
  await page.getByRole('columnheader', { name: 'People who wrote' }).waitFor();
  await barrierFree(owner);
  await takePictures(page, 'care-numbers');
});

test('in Urdu it all runs the other way', async () => {
  const { page } = owner;
  await owner.ask('PATCH', '/api/me', { preferences: { language: 'ur' } });
  for (const [path, name] of [
    ['care', 'care-people-ur'],
    [`care/${wanjiku}`, 'care-person-ur'],
  ] as const) {
    await page.goto(`${baraza.url}/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Wanjiku Kamau').first().waitFor();
    await takePictures(page, name);
  }
  expect(browser.faults).toEqual([]);
});
