import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { firstOwner, type Person } from './kit/people.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// In order: each journey goes on where the one before ended.
let baraza: FreshProgram;
let browser: TestBrowser;
let amina: Person;

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
  amina = await firstOwner(baraza, browser, 'Amina Wanjiru');
  await amina.ask('PATCH', '/api/organization', { country: 'KE' });
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

async function open(path: string, title: string): Promise<void> {
  await amina.page.goto(baraza.url + path);
  await heading(title);
}
const heading = (name: string) => amina.page.getByRole('heading', { level: 1, name }).waitFor();
const row = (name: string) => amina.page.getByRole('row').filter({ hasText: name });
const barrierFree = async () => expect(await findBarriers(amina.page)).toEqual([]);

test('a list with faults is imported, and the refused rows come back with their reasons', async () => {
  const { page } = amina;
  await open('/contacts', 'Contacts');
  await page.getByText('No contacts yet').waitFor();
  await barrierFree();
  await page.getByRole('button', { name: 'Import' }).click();
  await heading('Import contacts');
  const rows = ['Neema Otieno,0712345678,sw', 'Baraka Mwangi,0712345679,sw', 'Zawadi Njeri,0712345680,en', 'Juma,12,en'];
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(['Name,Phone,Language', ...rows].join('\n')) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: 'What the columns hold' }).waitFor();
  await page.getByText('1 would be refused as this').waitFor();
  await barrierFree();
  await takePictures(page, 'contacts-import');
  await page.getByLabel('Tag for everybody in it').fill('Clinic day');
  await page.getByRole('button', { name: 'Import 4 rows' }).click();
  const refused = page.getByRole('button', { name: 'Download 1 refused row' });
  await refused.waitFor();
  await barrierFree();
  await takePictures(page, 'contacts-import-outcome');

  const [got] = await Promise.all([page.waitForEvent('download'), refused.click()]);
  expect(got.suggestedFilename()).toBe('people-refused.csv');
  const text = readFileSync(await got.path(), 'utf8');
  expect(text).toContain('Juma');
  expect(text).not.toContain('Neema');
  await page.getByRole('button', { name: 'Look at the contacts' }).click();
  await page.getByText('3 contacts', { exact: true }).waitFor();
});

test('people found by a filter are tagged together, and that is taken back', async () => {
  const { page } = amina;
  await page.getByRole('button', { name: 'More conditions' }).click();
  await page.getByRole('combobox', { name: 'What it is about' }).selectOption('Name');
  await page.getByRole('combobox', { name: 'How', exact: true }).selectOption('contains');
  await page.getByRole('textbox', { name: 'Value' }).fill('njeri');
  await page.getByText('1 contact', { exact: true }).waitFor();
  // The filter stands in the address, so that it can be shared.
  await page.reload();
  await page.getByText('1 contact', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Show everything again' }).click();
  await page.getByText('3 contacts', { exact: true }).waitFor();

  // Whoever pauses while they type goes on typing in the same place.
  await page.keyboard.press('/');
  await page.keyboard.type('nee');
  await page.getByText('1 contact', { exact: true }).waitFor();
  await page.keyboard.type('ma');
  const search = page.getByRole('searchbox', { name: 'Search by name, number or address' });
  expect(await search.inputValue()).toBe('neema');
  await page.getByRole('button', { name: 'Show everything again' }).click();
  await page.getByText('3 contacts', { exact: true }).waitFor();
  expect(await search.inputValue()).toBe('');

  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('3 selected').waitFor();
  await page.getByRole('combobox', { name: 'Tag' }).fill('Call back');
  await page.getByRole('button', { name: 'Tag', exact: true }).click();
  await page.getByText('3 contacts tagged “Call back”.').waitFor();
  await row('Neema Otieno').getByText('Call back').waitFor();
  await barrierFree();
  await takePictures(page, 'contacts-selected');
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('Neema Otieno').getByText('Call back').waitFor({ state: 'detached' });
  await row('Neema Otieno').getByText('Clinic day').waitFor();
});

test('a segment shows whom it means while it is written, and who is in it now is written down', async () => {
  const { page } = amina;
  await open('/contacts/segments', 'Segments');
  await page.getByText('No segments yet').waitFor();
  await page.getByRole('button', { name: 'New segment' }).click();
  await page.getByRole('combobox', { name: 'What it is about' }).selectOption('Language');
  await page.getByRole('button', { name: 'Value: English' }).click();
  await page.getByRole('combobox', { name: 'Value' }).fill('swah');
  await page.getByRole('option', { name: 'Swahili' }).click();
  await page.getByRole('status').filter({ hasText: '2 contacts' }).waitFor();
  await barrierFree();
  await page.getByLabel('Name', { exact: true }).fill('Speaks Swahili');
  await page.getByRole('button', { name: 'Save' }).click();
  await heading('Speaks Swahili');
  await page.getByRole('button', { name: 'Write down who is in it now' }).click();
  await page.getByText('Written down: 2 contacts.').waitFor();
  await barrierFree();
  await takePictures(page, 'contacts-segment');

  // The copy stays as it was; who is in the segment is of now.
  await amina.ask('POST', '/api/contacts', { name: 'Asha Kamau', language: 'sw' });
  await open('/contacts/segments', 'Segments');
  await row('Speaks Swahili').getByText('3', { exact: true }).waitFor();
  await row('Speaks Swahili').click();
  await page.getByRole('status').filter({ hasText: '3 contacts' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: '2 contacts' }).waitFor();
});

test('two records of one person are joined, and taken apart again', async () => {
  const { page } = amina;
  const address = { channelType: 'email', kind: 'email', address: 'neema@home.example' };
  await amina.ask('POST', '/api/contacts', { name: 'Neema O.', identities: [address] });
  await open('/contacts?q=neema', 'Contacts');
  await row('Neema Otieno').click();
  await heading('Neema Otieno');
  await barrierFree();
  await takePictures(page, 'contacts-one');
  await page.getByRole('button', { name: 'Merge with …' }).click();
  await page.getByRole('button', { name: 'The other record' }).click();
  await page.getByRole('combobox').fill('neema');
  await page.getByRole('option', { name: 'Neema O.' }).click();
  await page.getByRole('radio', { name: 'neema@home.example' }).waitFor();
  await barrierFree();
  await takePictures(page, 'contacts-merge');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await heading('Neema Otieno');
  await page.getByText('neema@home.example').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('The two records are apart again.').waitFor();
  await page.getByText('neema@home.example').waitFor({ state: 'detached' });
});

test('nothing broke on the way', () => {
  expect(browser.faults).toEqual([]);
});
