import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// In order: from the printed link to the first answer, and on to what was behind it.
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

const barrierFree = async () => expect(await findBarriers(page)).toEqual([]);
const talk = () => page.getByRole('log', { name: 'Conversation' });
const happened = () => page.getByRole('complementary', { name: 'What happened' });

/** By keyboard: where one writes, and Enter. */
async function write(words: string): Promise<void> {
  await page.getByLabel('Write a message').fill(words);
  await page.keyboard.press('Enter');
}

/** What can be done with one message of the phone. */
async function act(words: string, action: string): Promise<void> {
  const bubble = talk().getByRole('listitem').filter({ hasText: words });
  await bubble.getByRole('button', { name: 'What to do with this message' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** As somebody at the API would: another assistant on the channel of the phones. */
async function answerWith(kind: string): Promise<void> {
  await page.evaluate(async (assistant) => {
    const csrf = /baraza\.csrf=([^;]*)/.exec(document.cookie)?.[1] ?? '';
    const { items } = await (await fetch('/api/channels')).json();
    const answer = await fetch(`/api/channels/${items[0].id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'baraza-csrf': csrf },
      body: JSON.stringify({ assistant: { kind: assistant } }),
    });
    if (!answer.ok) throw new Error(`The channel was not changed: ${answer.status}`);
  }, kind);
}

describe('from the printed link to the first answer', () => {
  test('the first account is welcomed with a phone', async () => {
    await page.getByLabel('Your name').fill('Amina Wanjiru');
    await page.getByLabel('Your organization').fill('Nuru Clinic');
    await page.getByLabel('Your e-mail address').fill('amina@clinic.example');
    await page.getByLabel('Password', { exact: true }).fill('rain on the tin roof');
    await page.getByRole('button', { name: 'Create the organization' }).click();
    await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor();
    await barrierFree();
    await takePictures(page, 'welcome');
  });

  test('one press makes it, one more writes, and the answer ticks the step', async () => {
    await page.getByRole('button', { name: 'Make a phone' }).click();
    await page.getByRole('button', { name: 'Write “Hello”' }).click();
    await talk().getByText('I am the automatic assistant of Nuru Clinic.').waitFor();
    await page.getByText('Your first answer is there.').waitFor();
    await barrierFree();
    await takePictures(page, 'welcome-answered');
    await page.getByRole('button', { name: 'Next step' }).click();
    await page.getByRole('heading', { level: 2, name: 'Connect WhatsApp' }).waitFor();
  });

  test('each credential is explained, and what is wrong is told beside its field', async () => {
    await page.getByText('A long row of digits, not the phone number.').waitFor();
    await page.getByLabel('Phone number ID').fill('+254 700 000 000');
    await page.getByRole('button', { name: 'Connect and check' }).click();
    await page.getByRole('alert').getByText('Phone number ID must be digits only').waitFor();
    expect(await page.getByLabel('Phone number ID').getAttribute('aria-invalid')).toBe('true');
    await barrierFree();
    await takePictures(page, 'welcome-whatsapp');
    await page.getByRole('button', { name: 'Skip for now' }).click();
  });

  test('a colleague is invited, and the start page knows what is left', async () => {
    await page.getByLabel('E-mail address').fill('juma@clinic.example');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByText('juma@clinic.example is invited.').waitFor();
    await barrierFree();
    await page.getByRole('button', { name: 'To the start page' }).click();
    await page.getByText('2 of 3 done.').waitFor();
    await page.getByText('Nothing needs you right now.').waitFor();
    await barrierFree();
    await takePictures(page, 'home');
    await page.getByRole('link', { name: 'Connect WhatsApp' }).click();
    await page.getByRole('heading', { level: 2, name: 'Connect WhatsApp' }).waitFor();
  });
});

describe('the phone', () => {
  test('shows beside it what happened, and why', async () => {
    await page.goto(`${baraza.url}/phone`);
    await write('zxcv qwer');
    await happened().getByText('it asked once for other words').waitFor();
    await barrierFree();
    await takePictures(page, 'phone');
  });

  test('a tapped button counts as an answer, and is marked', async () => {
    await talk().getByRole('button', { name: 'Talk to a person' }).last().click();
    await happened().getByText('The person asked for a human: people take over.').waitFor();
    await talk().getByRole('button', { name: 'Talk to a person', pressed: true }).waitFor();
  });

  test('what was written can be answered to, changed and taken back', async () => {
    await act('zxcv qwer', 'Reply to it');
    await write('I meant my appointment');
    await talk().locator('blockquote').getByText('zxcv qwer').waitFor();
    await act('I meant my appointment', 'Edit');
    await write('I meant the appointment of my son');
    await talk().getByText('edited').waitFor();
    await act('appointment of my son', 'Delete for everyone');
    await talk().getByText('This message was deleted.').waitFor();
    await act('zxcv qwer', 'React');
    await page.keyboard.press('Enter');
    await talk().getByRole('paragraph').getByText('👍').waitFor();
  });

  test('a place and a picture arrive', async () => {
    await page.getByRole('button', { name: 'Attach' }).click();
    await page.getByRole('menuitem', { name: 'Location' }).click();
    await page.getByLabel('Name of the place').fill('Kencom');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await talk().getByText('Kencom').waitFor();

    await page.getByRole('button', { name: 'Attach' }).click();
    const picking = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: 'Photo' }).click();
    await (await picking).setFiles({ name: 'dot.png', mimeType: 'image/png', buffer: dot });
    await expect
      .poll(() =>
        talk()
          .getByRole('img', { name: 'Photo' })
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      )
      .toBe(1);
  });

  test('while it is off, nothing arrives; what waited arrives when it is on', async () => {
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByText('Nothing has been written yet.').waitFor();
    await write('Hello');
    await talk().getByText('I am the automatic assistant').waitFor();
    await page.getByText('Phone is off').click();
    await page.getByText('This phone is off').waitFor();
    await barrierFree();
    await takePictures(page, 'phone-off');
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await talk().getByText('I am the automatic assistant').waitFor();
  });

  test('right to left, in Urdu', async () => {
    await page.getByRole('button', { name: 'Account of Amina Wanjiru' }).click();
    await page.getByRole('menuitemradio', { name: 'اردو' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('log', { name: 'گفتگو' }).waitFor();
    await barrierFree();
    await takePictures(page, 'phone-urdu');
    await page.getByRole('button', { name: /Amina Wanjiru/ }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.keyboard.press('Escape');
    await talk().waitFor();
  });
});

describe('a decision', () => {
  test('has a page of its own, and is the same when it is replayed at once', async () => {
    await page.getByRole('link', { name: 'Everything about this decision' }).click();
    await page.getByRole('heading', { level: 1, name: 'Why this answer?' }).waitFor();
    await page.getByRole('row', { name: /^Arrived here/ }).waitFor();
    await barrierFree();
    await takePictures(page, 'turn');
    await page.getByRole('button', { name: 'Replay with today’s settings' }).click();
    await page.getByText('The same as then').waitFor();
    await page.getByText('Nothing was sent and nothing was written.').waitFor();
  });

  test('with another assistant the new answer stands beside the old, with what differs', async () => {
    await answerWith('echo');
    await page.reload();
    await page.getByRole('button', { name: 'Replay with today’s settings' }).click();
    const replay = page.getByRole('region', { name: 'What would be answered now' });
    await replay.getByText('Another reply').waitFor();
    await replay.getByText('Each message was answered with its own text.').first().waitFor();
    expect(await replay.locator('mark').count()).toBeGreaterThan(0);
    await barrierFree();
    await takePictures(page, 'replay');
  });
});

test('why an answer came about opens over the conversation by one key, and one key closes it', async () => {
  await page.getByRole('link', { name: 'Open the conversation' }).click();
  await page.getByRole('region', { name: 'Test contact' }).waitFor();
  await page.getByRole('button', { name: 'Why?', exact: true }).first().waitFor({ state: 'attached' });
  await page.keyboard.press('w');
  const drawer = page.getByRole('dialog', { name: 'Why this answer?' });
  await drawer.getByText('The person said hello and was greeted.').waitFor();
  await barrierFree();
  await takePictures(page, 'why');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  expect(page.url()).not.toContain('why=');
});

test('no page complained', () => {
  expect(browser.faults).toEqual([]);
});

/** One point, as PNG. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
