import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { colleague, firstOwner, type Person } from './kit/people.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// In order: each journey goes on where the one before ended.
let baraza: FreshProgram;
let browser: TestBrowser;
let amina: Person;

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
  amina = await firstOwner(baraza, browser, 'Amina Wanjiru');
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

const barrierFree = async () => expect(await findBarriers(amina.page)).toEqual([]);
const steps = () => amina.page.getByRole('region', { name: 'Steps of the flow' });
const drawing = () => amina.page.getByRole('region', { name: 'Drawing of the flow' });
const saved = () =>
  amina.page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor();
const trial = () => amina.page.getByRole('region', { name: 'Test of the draft' });
const flow = async (name: string) => {
  const { items } = await amina.ask<{ items: { id: string; name: string }[] }>('GET', '/api/flows');
  const found = items.find((one) => one.name === name);
  if (!found) throw new Error(`There is no flow ${name}.`);
  return amina.ask<{ draft: { nodes: Record<string, { kind: string; text?: unknown; next?: string }> }; version: number }>(
    'GET',
    `/api/flows/${found.id}`,
  );
};

test('a flow of three steps is made by keyboard alone', async () => {
  const { page } = amina;
  await page.goto(`${baraza.url}/flows`);
  await page.getByText('No flows yet').waitFor();
  await barrierFree();
  await page.getByRole('button', { name: 'New flow' }).focus();
  await page.keyboard.press('Enter');
  const called = page.getByLabel('What is it called?');
  await called.focus();
  await page.getByText('Interested people').waitFor();
  await barrierFree();
  await page.keyboard.type('Age');
  await page.keyboard.press('Enter');
  await steps()
    .getByRole('button', { name: /Say · hello/ })
    .waitFor();

  // The list of steps takes the keys of every list; what is added goes behind what is chosen.
  await steps().focus();
  await page.keyboard.press('Enter');
  const add = page.getByRole('button', { name: 'Add a step' });
  await add.focus();
  await page.keyboard.press('Enter');
  await page.locator('[role=menuitem][data-highlighted]').filter({ hasText: 'Say' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('[role=menuitem][data-highlighted]').filter({ hasText: 'Asks' }).waitFor();
  await page.keyboard.press('Enter');
  const question = page.getByLabel('The question');
  await question.waitFor();
  await question.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('How old are you?');
  await page.getByLabel('What kind of answer?').selectOption('Number');
  await page.getByLabel('The answer is called').fill('age');
  await page.keyboard.press('Tab');
  await saved();
  const { draft } = await flow('age');
  expect(draft.nodes).toMatchObject({
    hello: { kind: 'say', next: 'ask_1' },
    ask_1: { kind: 'ask', text: 'How old are you?', answer: { type: 'number' }, save: 'age', next: 'done' },
    done: { kind: 'end' },
  });
});

test('a change is taken back and done again', async () => {
  const { page } = amina;
  const question = page.getByLabel('The question');
  await question.fill('What is your age?');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  expect(await question.inputValue()).toBe('How old are you?');
  await page.getByRole('button', { name: 'Do it again' }).click();
  expect(await question.inputValue()).toBe('What is your age?');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await saved();
});

test('a text is written in the drawing, and a step is copied and pasted', async () => {
  const { page } = amina;
  await drawing().getByText('How old are you?').waitFor();
  await barrierFree();
  await takePictures(page, 'flows-builder');
  const end = page.getByLabel(/^End/);
  await end.focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Text of done').fill('Thank you, {{ answers.age | default: "friend" }}.');
  await page.keyboard.press('Control+Enter');
  await steps().getByText('Thank you, ‹answers.age›.').waitFor();
  await saved();
  // As the browser says it when somebody copies: no test may read the machine's own clipboard.
  const pasted = steps().getByRole('button', { name: /End · done_1/ });
  const doubles = () =>
    page.evaluate(() => {
      const data = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
  await doubles();
  await pasted.waitFor();
  // What was pasted is what the keys are about: Delete takes it away again, and not what it was made from.
  await steps().press('Delete');
  await pasted.waitFor({ state: 'detached' });
  await steps()
    .getByRole('button', { name: /End · done/ })
    .click();
  await doubles();
  await pasted.waitFor();
});

test('what the check finds leads to its step', async () => {
  const { page } = amina;
  await page.getByRole('button', { name: 'Publish (1 to look at)' }).click();
  await page.getByText('One thing must be put right first').waitFor();
  expect(await page.getByRole('button', { name: 'Publish version 1' }).isDisabled()).toBe(true);
  await barrierFree();
  await takePictures(page, 'flows-faults');
  await page.getByRole('button', { name: /Nothing leads here/ }).click();
  await page.getByRole('region', { name: 'Settings of done_1' }).waitFor();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await steps()
    .getByRole('button', { name: /End · done_1/ })
    .waitFor({ state: 'detached' });
  await saved();
});

test('the draft is tested before it is published, and a change plays it anew', async () => {
  const { page } = amina;
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await trial().getByText('How old are you?').waitFor();
  const write = page.getByLabel('Write as the person would');
  await write.fill('old');
  await page.keyboard.press('Enter');
  await trial().getByText('Please answer with a number.').waitFor();
  await write.fill('34');
  await page.keyboard.press('Enter');
  await trial().getByText('Thank you, 34.').waitFor();
  await barrierFree();
  await takePictures(page, 'flows-test');
  await page.getByLabel(/^End/).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Text of done').fill('So you are {{ answers.age | default: "?" }}.');
  await page.keyboard.press('Control+Enter');
  await trial().getByText('So you are 34.').waitFor();
  await trial().getByRole('button', { name: 'Close' }).click();
  const { items } = await amina.ask<{ items: unknown[] }>('GET', '/api/flow-runs');
  expect(items).toEqual([]);
});

test('it begins with a word, is published, answered on the phone, and its run is seen', async () => {
  const { page } = amina;
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Add a beginning' }).click();
  await page
    .getByLabel('Words (en)')
    .or(page.getByLabel('Words', { exact: true }))
    .fill('age');
  await page.keyboard.press('Tab');
  await barrierFree();
  await takePictures(page, 'flows-settings');
  await page.keyboard.press('Escape');
  await saved();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByLabel('What changed?').fill('Asks for the age.');
  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await page.getByText('Version 1 is published.').waitFor();
  await page.getByText('Published, version 1').waitFor();

  await page.goto(`${baraza.url}/phone`);
  await page.getByRole('button', { name: 'Make a phone' }).click();
  const message = page.getByLabel('Write a message');
  const talk = page.getByRole('log', { name: 'Conversation' });
  await message.fill('age');
  await page.keyboard.press('Enter');
  await talk.getByText('How old are you?').waitFor();
  await message.fill('34');
  await page.keyboard.press('Enter');
  await talk.getByText('So you are 34.').waitFor();

  await page.goto(`${baraza.url}/flows`);
  await page.getByRole('row').filter({ hasText: 'Age' }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Runs' }).click();
  await page.getByRole('heading', { level: 1, name: 'Runs of Age' }).waitFor();
  await barrierFree();
  await takePictures(page, 'flows-runs');
  await page.getByRole('row').filter({ hasText: 'Ended' }).click();
  await page.getByText('answered', { exact: true }).waitFor();
  await page.getByText('34', { exact: true }).waitFor();
  await barrierFree();
  await takePictures(page, 'flows-run');
  await page.getByRole('button', { name: 'Begin again' }).click();
  await page.getByText('Waits for an answer').waitFor();
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByLabel('To which step').selectOption('done');
  await page.getByLabel('Why', { exact: true }).fill('They told us already.');
  await page.getByRole('button', { name: 'Move it there' }).click();
  await page.getByText('Ended: to the end').waitFor();
});

test('what two people write at once is asked about, and nothing is lost', async () => {
  const { page } = amina;
  await page.goto(`${baraza.url}/flows`);
  await page.getByRole('row').filter({ hasText: 'Age' }).click();
  await steps()
    .getByRole('button', { name: /Say · hello/ })
    .click();
  const { items } = await amina.ask<{ items: { id: string }[] }>('GET', '/api/flows');
  const path = `/api/flows/${items[0]?.id}`;
  const { draft } = await amina.ask<{ draft: { nodes: object } }>('GET', path);
  const theirs = { ...draft, nodes: { ...draft.nodes, hello: { kind: 'say', text: 'Theirs', next: 'ask_1' } } };
  // A colleague is a moment faster: what is written here is on its way when theirs is saved.
  let faster = true;
  await page.route('**/api/flows/*', async (route) => {
    if (faster && route.request().method() === 'PATCH') {
      faster = false;
      await amina.ask('PATCH', path, { definition: theirs });
    }
    await route.continue();
  });
  await page.getByLabel('What is said').fill('Mine');
  await page.getByText('Somebody else saved this flow meanwhile.').waitFor();
  await barrierFree();
  await page.getByRole('button', { name: 'Save mine over theirs' }).click();
  await saved();
  expect((await flow('age')).draft.nodes.hello).toMatchObject({ text: 'Mine' });
});

test('a ready flow is taken, counts are shown, and it is put away and brought back', async () => {
  const { page } = amina;
  await page.goto(`${baraza.url}/flows`);
  await page.getByRole('button', { name: 'New flow' }).click();
  await page.getByText('Appointment request').click();
  await page.getByRole('button', { name: 'Make this flow' }).click();
  await steps()
    .getByRole('button', { name: /Ask · day/ })
    .waitFor();
  await drawing().getByText('Which day').or(drawing().getByText('On which day')).first().waitFor();
  await page.getByLabel('Language of the texts').selectOption('ur');
  await drawing().getByText('آپ کس دن آنا چاہیں گے').waitFor();
  await barrierFree();
  await takePictures(page, 'flows-ready');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await page.getByText('Archived. It begins no more').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await page.getByText('It is back, as it was.').waitFor();

  await page.goto(`${baraza.url}/flows`);
  await page.getByRole('row').filter({ hasText: 'Age' }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Show how many went which way' }).click();
  await drawing().locator('.react-flow__edge-text').first().waitFor();
  // Away from the button, whose words stand beside it while it has the focus.
  await steps().focus();
  await barrierFree();
  await takePictures(page, 'flows-counts');
});

test('texts go out to a translator, come back, and can be taken back', async () => {
  const { page } = amina;
  await page.goto(`${baraza.url}/flows`);
  await page.getByRole('row').filter({ hasText: 'Appointment request' }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Translations' }).click();
  await page.getByText('Swahili: nothing is missing').waitFor();
  await page.getByLabel('Into which language').selectOption('sw');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Spreadsheet (CSV)' }).click();
  const file = readFileSync(await (await coming).path(), 'utf8');
  const [first = ''] = /"?On which day[^,\r\n]*/.exec(file) ?? [];
  const rows = file.split('\r\n');
  const row = rows.findIndex((one) => one.includes(first));
  rows[row] = (rows[row] ?? '').replace(first, first.replace('On which day', 'On what day'));
  const unknown = (rows[row + 1] ?? '').replace(/^[^,]*/, 'gone/text').replace(/,[^,]*,/, ',Changed,');
  const buffer = Buffer.from([...rows.slice(0, -1), unknown, ''].join('\r\n'));
  await page.getByLabel('Choose a file').setInputFiles({ name: 'texts.csv', mimeType: 'text/csv', buffer });
  await page.getByText('1 text changed').waitFor();
  await page
    .getByText(/The flow has no such text/)
    .first()
    .waitFor();
  await barrierFree();
  await takePictures(page, 'flows-texts');
  await page.keyboard.press('Escape');
  await drawing().getByText('On what day').first().waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await drawing().getByText('On which day').first().waitFor();
});

test('who may only look can change nothing', async () => {
  const juma = await colleague(baraza, browser, { by: amina, name: 'Juma Otieno', role: 'agent' });
  await juma.page.goto(`${baraza.url}/flows`);
  await juma.page.getByRole('row').filter({ hasText: 'Age' }).click();
  await juma.page.getByText('You may look, not change').waitFor();
  expect(await juma.page.getByRole('button', { name: 'Add a step' }).count()).toBe(0);
  expect(await juma.page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
});

test('nothing broke on the way', () => {
  expect(browser.faults).toEqual([]);
});
