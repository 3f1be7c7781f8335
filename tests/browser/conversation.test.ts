import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { colleague, firstOwner, type Person } from './kit/people.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// In order: one conversation, as it goes on.
let baraza: FreshProgram;
let browser: TestBrowser;
let amina: Person;
let conversation = '';
let phone = '';

interface Stored {
  readonly id: string;
  readonly conversationId: string;
}

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
  amina = await firstOwner(baraza, browser, 'Amina Wanjiru');
  phone = (await amina.ask<Stored>('POST', '/api/phones', { name: 'Wanjiku Kamau' })).id;
  conversation = (await say({ kind: 'text', text: 'Habari! See https://clinic.example/visits' })).conversationId;
  await amina.ask('PATCH', `/api/conversations/${conversation}`, { handler: 'people' });
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

const soon = { timeout: 15_000 };
const say = (body: object) => amina.ask<Stored>('POST', `/api/phones/${phone}/messages`, body);
const log = ({ page }: Person) => page.getByRole('log');
const reply = ({ page }: Person) => page.getByRole('textbox', { name: 'Reply to Wanjiku Kamau' });
const open = ({ page }: Person) => page.goto(`${baraza.url}/inbox/${conversation}`);
const sentTo = async () =>
  (await amina.ask<{ items: { direction: string; text: string }[] }>('GET', `/api/phones/${phone}/messages`)).items;

test('what the contact wrote is there, an address in it is a link, and it can be answered by keyboard alone', async () => {
  const { page } = amina;
  await open(amina);
  const link = log(amina).getByRole('link', { name: 'https://clinic.example/visits' });
  await link.waitFor();
  expect(await link.getAttribute('rel')).toContain('noopener');
  expect(await findBarriers(page)).toEqual([]);
  await takePictures(page, 'conversation');

  await page.keyboard.press('r');
  await page.keyboard.type('Good morning! Which day suits you?');
  await page.keyboard.press('Enter');
  await log(amina).getByText('Good morning! Which day suits you?').waitFor();
  await log(amina).getByText('Delivered').last().waitFor();
  expect(await reply(amina).inputValue()).toBe('');
});

test('what the contact does next comes by itself: an answer, a reaction, a change of mind', async () => {
  const buttons = [
    { id: 'mon', title: 'Monday' },
    { id: 'tue', title: 'Tuesday' },
  ];
  const asked = await amina.ask<Stored>('POST', `/api/conversations/${conversation}/messages`, { kind: 'buttons', text: 'When?', buttons });
  await log(amina).getByText('When?').waitFor();
  await expect.poll(async () => (await sentTo()).some(({ text }) => text === 'When?'), soon).toBe(true);
  await say({ kind: 'choice', id: 'tue', quotes: asked.id });
  await log(amina).getByRole('listitem').filter({ hasText: 'Tuesday' }).getByText('Chosen').waitFor();
  const wrong = await say({ kind: 'text', text: 'At tne' });
  await say({ kind: 'edit', text: 'At ten', quotes: wrong.id });
  await log(amina).getByText('At ten').waitFor();
  expect(await log(amina).getByText('At tne').isVisible()).toBe(false);
  await say({ kind: 'reaction', emoji: '🙏', quotes: asked.id });
  await log(amina).getByText('🙏').waitFor();
});

test('a note is on other paper, is no answer, and never reaches the phone', async () => {
  const { page } = amina;
  await reply(amina).fill('An answer that is not finished');
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const note = page.getByRole('textbox', { name: 'Note for your team' });
  // What was begun as an answer does not become a note.
  expect(await note.inputValue()).toBe('');
  await note.fill('Ask for the insurance card');
  await page.getByText('Only your team sees this. It is never sent.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await takePictures(page, 'conversation-note');
  await page.getByRole('button', { name: 'Add the note' }).click();
  await log(amina).getByRole('article', { name: 'Your note' }).getByText('Ask for the insurance card').waitFor();
  expect((await sentTo()).map(({ text }) => text)).not.toContain('Ask for the insurance card');
  // Both drafts outlive a reload, each in its place.
  await page.reload();
  await reply(amina).waitFor();
  await expect.poll(() => reply(amina).inputValue(), soon).toBe('An answer that is not finished');
  await reply(amina).fill('');
});

test('a canned reply comes by its sign, with its gaps filled', async () => {
  const text = 'Hello {contact.firstName|there}, we are open from nine to five.';
  await amina.ask('POST', '/api/canned-replies', { shortcut: 'hours', title: 'When we are open', text });
  await reply(amina).fill('/hou');
  await amina.page.getByRole('option', { name: /hours/ }).waitFor();
  await amina.page.keyboard.press('Enter');
  await expect.poll(() => reply(amina).inputValue(), soon).toBe('Hello Wanjiku, we are open from nine to five.');
  await reply(amina).fill('');
});

test('what did not reach the server stays with its reason, and is said once when it is back', async () => {
  const { page } = amina;
  await page.route('**/api/conversations/*/messages', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await reply(amina).fill('Are you there?');
  await page.getByRole('button', { name: 'Send', exact: true }).dblclick();
  await log(amina).getByText('Not sent').waitFor();
  await takePictures(page, 'conversation-not-sent');
  await page.unroute('**/api/conversations/*/messages');
  await log(amina).getByText('Not sent').waitFor({ state: 'detached' });
  await expect.poll(async () => (await sentTo()).filter(({ text }) => text === 'Are you there?').length, soon).toBe(1);
});

describe('two at once', () => {
  test('each sees the other there and writing, and the second is asked before sending', async () => {
    const ben = await colleague(baraza, browser, { by: amina, name: 'Ben Otieno', role: 'agent' });
    await open(ben);
    await log(ben).getByText('Are you there?').waitFor();
    await amina.page.getByRole('img', { name: 'Also here: Ben Otieno' }).waitFor();
    await reply(ben).pressSequentially('Come at ni');
    await amina.page.getByText('Ben Otieno is writing an answer').waitFor();

    // Ben has not seen what Amina sends: nothing new reaches his page.
    await ben.page.route(/timeline|\/api\/messages\//, (route) => route.abort());
    await reply(amina).fill('Come at ten, please.');
    await amina.page.keyboard.press('Enter');
    await log(amina).getByText('Come at ten, please.').waitFor();
    await reply(ben).fill('Come at nine.');
    await ben.page.keyboard.press('Enter');
    await ben.page.getByText('Amina Wanjiru has just answered. Send yours all the same?').waitFor();
    await ben.page.unroute(/timeline|\/api\/messages\//);
    await log(ben).getByText('Come at ten, please.').waitFor();
    expect(await findBarriers(ben.page)).toEqual([]);
    await takePictures(ben.page, 'conversation-two-at-once');
    expect((await sentTo()).map(({ text }) => text)).not.toContain('Come at nine.');
    await ben.page.getByRole('button', { name: 'Send all the same' }).click();
    await expect.poll(async () => (await sentTo()).map(({ text }) => text), soon).toContain('Come at nine.');
    await log(amina).getByText('Come at nine.').waitFor();

    // What came onto his page while he wrote he may not have looked at: he is asked, and what he wrote is kept.
    await reply(ben).fill('Bring the letter.');
    await reply(amina).fill('Bring your card.');
    await amina.page.keyboard.press('Enter');
    await log(ben).getByText('Bring your card.').waitFor();
    await ben.page.keyboard.press('Enter');
    await ben.page.getByText('Amina Wanjiru has just answered. Send yours all the same?').waitFor();
    await ben.page.getByRole('button', { name: 'Change it' }).click();
    expect(await reply(ben).inputValue()).toBe('Bring the letter.');
    expect((await sentTo()).map(({ text }) => text)).not.toContain('Bring the letter.');
    await ben.page.close();
  });
});

test('one key each: taken, closed with the way back, opened again', async () => {
  const { page } = amina;
  await open(amina);
  await log(amina).getByText('Habari!').waitFor();
  await page.keyboard.press('m');
  await log(amina).getByText('You took this conversation').waitFor();
  // What is told stands above the place to write, also on a phone.
  await page.setViewportSize({ width: 390, height: 844 });
  const told = page.getByRole('region', { name: 'What just happened' }).locator('> div').first();
  const below = async () => ((await told.boundingBox())?.y ?? 0) + ((await told.boundingBox())?.height ?? 0);
  await expect
    .poll(async () => ((await page.getByRole('region', { name: 'Write a reply' }).boundingBox())?.y ?? 0) - (await below()))
    .toBeGreaterThan(0);
  await takePictures(page, 'conversation-told');
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press('e');
  // Back to the list; the way back is told.
  await page.getByText('Closed.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(async () => (await amina.ask('GET', `/api/inbox/${conversation}`)).state, soon).toBe('open');
  await open(amina);
  await log(amina).getByText('Habari!').waitFor();
  await page.keyboard.press('s');
  await page.getByRole('dialog').getByText('Tomorrow morning').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('earlier messages come as one goes up, and what was being read stays where it was', async () => {
  const { page } = amina;
  const write = (number: number) => amina.ask('POST', `/api/conversations/${conversation}/notes`, { text: `Line ${number}` });
  // Nearly in order, and the last one last: which is where among six does not matter here.
  for (let from = 1; from < 70; from += 6) await Promise.all([0, 1, 2, 3, 4, 5].map((more) => from + more < 70 && write(from + more)));
  await write(70);
  await open(amina);
  await log(amina).getByText('Line 70', { exact: true }).waitFor();
  const first = log(amina).getByText('Line 25', { exact: true });
  await first.waitFor();
  // Measured in the same moment: from the next one on earlier messages may be there.
  const placeOf25 = (from: number | null) =>
    log(amina).evaluate((element, top) => {
      if (top !== null) element.scrollTo(0, top);
      const line = [...element.querySelectorAll('p')].find((one) => one.textContent === 'Line 25');
      // Within the log: what stands above it may still be loading.
      return (line?.getBoundingClientRect().y ?? 0) - element.getBoundingClientRect().y;
    }, from);
  const before = await placeOf25(200);
  await log(amina).getByText('Line 5', { exact: true }).waitFor();
  expect(Math.abs((await placeOf25(null)) - before)).toBeLessThan(5);
  await page.getByRole('button', { name: 'To the newest' }).click();
  await expect.poll(() => log(amina).getByText('Line 70', { exact: true }).isVisible(), soon).toBe(true);
});

test('nobody without the right sees it; another address says so', async () => {
  const { page } = amina;
  await page.goto(`${baraza.url}/inbox/${conversation.replace(/.$/, (end) => (end === '0' ? '1' : '0'))}`);
  await page.getByText('This does not exist.').first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
});

test('in Urdu everything turns round, and each message keeps its own direction', async () => {
  const { page } = amina;
  await say({ kind: 'text', text: 'السلام علیکم، کیا پیر کا دن ٹھیک ہے؟' });
  await amina.ask('PATCH', '/api/me', { preferences: { language: 'ur' } });
  await open(amina);
  const words = log(amina).getByText('السلام علیکم');
  await words.waitFor();
  expect(await words.getAttribute('lang')).toBe('ur');
  const english = log(amina).getByText('Line 70', { exact: true });
  expect(await english.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
  expect(await findBarriers(page)).toEqual([]);
  await takePictures(page, 'conversation-urdu');
});

test('no page complained about anything', () => {
  expect(browser.faults.filter((fault) => !fault.includes('net::ERR_FAILED'))).toEqual([]);
});
