import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { colleague, firstOwner, type Person } from './kit/people.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// Two people at the same inbox, through what goes wrong in a day. In order.
let baraza: FreshProgram;
let browser: TestBrowser;
let amina: Person;
let ben: Person;
let phone = '';
let conversation = '';

interface Stored {
  readonly id: string;
  readonly conversationId: string;
}

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
  amina = await firstOwner(baraza, browser, 'Amina Wanjiru');
  ben = await colleague(baraza, browser, { by: amina, name: 'Ben Otieno', role: 'agent' });
  phone = (await amina.ask<Stored>('POST', '/api/phones', { name: 'Wanjiku Kamau' })).id;
  conversation = (await say({ kind: 'text', text: 'Habari!' })).conversationId;
  await amina.ask('PATCH', `/api/conversations/${conversation}`, { handler: 'people' });
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

const soon = { timeout: 15_000 };
const say = (body: object) => amina.ask<Stored>('POST', `/api/phones/${phone}/messages`, body);
const log = ({ page }: Person) => page.getByRole('log');
const row = ({ page }: Person) => page.getByRole('option').filter({ hasText: 'Wanjiku Kamau' });
const reply = ({ page }: Person) => page.getByRole('textbox', { name: 'Reply to Wanjiku Kamau' });
const open = ({ page }: Person, path: string) => page.goto(`${baraza.url}${path}`);
const onPhone = async () =>
  (await amina.ask<{ items: { direction: string; text: string }[] }>('GET', `/api/phones/${phone}/messages`)).items.map(({ text }) => text);

test('the list says who looks at a conversation, also when they came first, and shows what they do', async () => {
  await open(ben, `/inbox/${conversation}`);
  await log(ben).getByText('Habari!').waitFor();
  await open(amina, '/inbox');
  await row(amina).getByText('Ben Otieno is looking').waitFor();
  expect(await findBarriers(amina.page)).toEqual([]);
  await takePictures(amina.page, 'together-list');
  await reply(ben).fill('Karibu, how can we help?');
  await ben.page.keyboard.press('Enter');
  await row(amina).getByText('Karibu, how can we help?').waitFor();
  await open(ben, '/contacts');
  await row(amina).getByText('Ben Otieno is looking').waitFor({ state: 'detached' });
});

test('a question with buttons is asked, tapped, and seen as chosen by both', async () => {
  await open(ben, `/inbox/${conversation}`);
  await open(amina, `/inbox/${conversation}`);
  await reply(amina).fill('Which day suits you?');
  await amina.page.getByRole('button', { name: 'Buttons or a list to tap' }).click();
  const form = amina.page.getByRole('dialog', { name: 'Ask with answers to tap' });
  await form.getByRole('textbox', { name: 'Answer 1', exact: true }).fill('Monday');
  await form.getByRole('textbox', { name: 'Answer 2', exact: true }).fill('Tuesday, but only after lunch');
  await form.getByText('9 characters too many; 20 at most.').waitFor();
  expect(await form.getByRole('button', { name: 'Send to Wanjiku Kamau' }).isDisabled()).toBe(true);
  expect(await findBarriers(amina.page)).toEqual([]);
  await takePictures(amina.page, 'together-question');
  await form.getByRole('textbox', { name: 'Answer 2', exact: true }).fill('Tuesday');
  await form.getByRole('button', { name: 'Send to Wanjiku Kamau' }).click();
  await expect.poll(onPhone, soon).toContain('Which day suits you?');
  expect(await reply(amina).inputValue()).toBe('');
  const { items } = await amina.ask<{ items: { id: string; kind: string }[] }>('GET', `/api/phones/${phone}/messages`);
  await say({ kind: 'choice', id: 'answer.2', quotes: items.find(({ kind }) => kind === 'buttons')?.id });
  for (const one of [amina, ben]) await log(one).getByRole('listitem').filter({ hasText: 'Tuesday' }).getByText('Chosen').waitFor();
});

test('what the provider did not deliver says why, and is sent once more', async () => {
  await amina.ask('PATCH', `/api/phones/${phone}`, { fails: true });
  await reply(amina).fill('See you on Tuesday.');
  await amina.page.keyboard.press('Enter');
  const again = log(amina).getByRole('button', { name: 'Send once more' });
  await again.waitFor();
  expect(await findBarriers(amina.page)).toEqual([]);
  await takePictures(amina.page, 'together-failed');
  await amina.ask('PATCH', `/api/phones/${phone}`, { fails: false });
  await again.click();
  await log(amina).getByText('Sent once more, below.').waitFor();
  await log(ben).getByText('Sent once more, below.').waitFor();
  await expect.poll(() => log(amina).getByText('Delivered').last().isVisible(), soon).toBe(true);
});

test('without a connection nothing is lost: it is kept, said once when that is back, and what came meanwhile is there', async () => {
  const { page } = amina;
  await page.context().setOffline(true);
  await reply(amina).fill('Bring your card, please.');
  await page.keyboard.press('Enter');
  await log(amina).getByText('Not sent').last().waitFor();
  await page.getByText('You are offline').waitFor();
  await takePictures(page, 'together-offline');
  // Of somebody who is there.
  await ben.page.getByRole('textbox', { name: 'Reply to Wanjiku Kamau' }).fill('Ask for Ben.');
  await ben.page.keyboard.press('Enter');
  await expect.poll(onPhone, soon).toContain('Ask for Ben.');
  await page.context().setOffline(false);
  await log(amina).getByText('Ask for Ben.').waitFor();
  const anyway = page.getByRole('button', { name: 'Send all the same' });
  await anyway.waitFor();
  await anyway.click();
  await expect.poll(async () => (await onPhone()).filter((text) => text === 'Bring your card, please.').length, soon).toBe(1);
});

test('names stay what they are from page to page and back', async () => {
  const { page } = amina;
  await open(amina, '/settings/members');
  await page.getByText('Ben Otieno').first().waitFor();
  const rail = page.getByRole('navigation').first();
  await rail.getByRole('link', { name: 'Inbox' }).click();
  await row(amina).click();
  await log(amina).getByText('Ben Otieno').first().waitFor();
  await rail.getByRole('link', { name: 'Contacts' }).click();
  await page.getByText('Wanjiku Kamau').first().waitFor();
  await rail.getByRole('link', { name: 'Inbox' }).click();
  await row(amina).click();
  await log(amina).getByText('Ben Otieno').first().waitFor();
  await log(amina).getByText('Karibu, how can we help?').waitFor();
});

test('no page complained about anything', () => {
  expect(browser.faults.filter((fault) => !fault.includes('net::ERR_'))).toEqual([]);
});
