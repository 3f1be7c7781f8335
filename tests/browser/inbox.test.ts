import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { firstOwner } from './kit/people.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';

// In order: each journey goes on where the one before ended.
let baraza: FreshProgram;
let browser: TestBrowser;
let page: Page;
const phones: string[] = [];

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
  ({ page } = await firstOwner(baraza, browser, 'Amina Wanjiru'));
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

/** What somebody signed in here asks of the API, beside what the page shows. */
function api<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  return page.evaluate(
    async ([how, where, what]) => {
      const token = /baraza\.csrf=([^;]*)/.exec(document.cookie)?.[1] ?? '';
      const answer = await fetch(where as string, {
        method: how as string,
        headers: { 'content-type': 'application/json', 'baraza-csrf': token, 'baraza-organization': 'nuru-clinic' },
        ...(what ? { body: JSON.stringify(what) } : {}),
      });
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? null : answer.json();
    },
    [method, path, body] as const,
  );
}

/** Somebody new writes. */
async function somebodyWrites(name: string, text: string): Promise<void> {
  const { id } = await api<{ id: string }>('POST', '/api/phones', { name });
  phones.push(id);
  await api('POST', `/api/phones/${id}/messages`, { kind: 'text', text });
}

const list = () => page.getByRole('listbox', { name: 'Conversations' });
const rows = () => list().getByRole('option');
const rowOf = (name: string) => rows().filter({ hasText: name });
const barrierFree = async () => expect(await findBarriers(page)).toEqual([]);

describe('the list', () => {
  test('is empty at first, and says what comes next', async () => {
    await page.goto(`${baraza.url}/inbox`);
    await page.getByText('Nobody has written yet').waitFor();
    await barrierFree();
    await takePictures(page, 'inbox-empty');
  });

  test('shows who writes by itself, with their words, and counts what is unread for people', async () => {
    await somebodyWrites('Juma Otieno', 'When do you open on Saturday?');
    await rowOf('Juma Otieno').waitFor();
    await somebodyWrites('کلیم ہاشمی', 'کیا میں کل آ سکتا ہوں؟');
    await rowOf('کلیم ہاشمی').waitFor();
    await expect.poll(() => rows().first().textContent()).toContain('کلیم ہاشمی');
    const { items } = await api<{ items: { id: string }[] }>('GET', '/api/inbox');
    await api('POST', '/api/inbox/change', { conversationIds: items.map(({ id }) => id), change: { handler: 'people' } });
    await rowOf('Juma Otieno').getByText('Nobody’s').waitFor();
    await expect.poll(() => page.title(), { timeout: 20_000 }).toBe('(2) Inbox – Baraza');
    await page.getByRole('link', { name: 'Inbox 2 new' }).waitFor();
    await barrierFree();
    await takePictures(page, 'inbox-two');
  });

  test('keeps in sight what is in sight, and says how many came on top', async () => {
    for (let n = 1; n <= 12; n++) await somebodyWrites(`Guest ${n}`, `I am number ${n}`);
    await page.setViewportSize({ width: 1200, height: 560 });
    await rowOf('Guest 12').waitFor();
    await list().evaluate((element) => element.scrollTo({ top: 400 }));
    const seen = () =>
      list().evaluate(
        (element) => document.elementFromPoint(element.getBoundingClientRect().left + 120, 400)?.closest('[role=option]')?.textContent,
      );
    await expect.poll(() => list().evaluate((element) => element.scrollTop)).toBe(400);
    const before = (await seen())?.slice(0, 12);
    await api('POST', `/api/phones/${phones[0]}/messages`, { kind: 'text', text: 'Are you there?' });
    const pill = page.getByRole('button', { name: '1 new' });
    await pill.waitFor();
    expect((await seen())?.slice(0, 12)).toBe(before);
    await pill.click();
    await expect.poll(() => rows().first().textContent()).toContain('Are you there?');
    await expect.poll(() => pill.count()).toBe(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

describe('by keyboard', () => {
  test('conversations are chosen, closed together, and taken back', async () => {
    await list().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await page.getByText('3 selected').waitFor();
    const before = await rows().count();
    await barrierFree();
    await page.keyboard.press('e');
    await page.getByText('3 conversations closed.').waitFor();
    await expect.poll(() => rows().count()).toBe(before - 3);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rows().count()).toBe(before);
    await expect.poll(async () => (await api<{ open: number }>('GET', '/api/inbox/counts')).open).toBe(before);
  });

  test('closing the open one leads back to the list, at the next one, which stays unread', async () => {
    const unread = async () => (await api<{ unread: number }>('GET', '/api/inbox/counts')).unread;
    await list().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('log').waitFor();
    const next = await rows().nth(1).getAttribute('id');
    await rows().first().getByText('unread').waitFor({ state: 'detached' });
    const before = await unread();
    await page.keyboard.press('e');
    await page.getByText('Choose a conversation.').waitFor();
    await expect.poll(() => list().getAttribute('aria-activedescendant')).toBe(next);
    expect(new URL(page.url()).pathname).toMatch(/inbox$/);
    expect(await unread()).toBe(before);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => list().getAttribute('aria-activedescendant')).toBe(next);
  });

  test('one is given to somebody by typing a part of their name', async () => {
    await list().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('a');
    await page.getByRole('combobox', { name: 'Assign to' }).fill('ami');
    await page.keyboard.press('Enter');
    await rows().first().getByText('Amina Wanjiru').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('option', { name: 'Tomorrow morning' }).waitFor();
    await barrierFree();
    await takePictures(page, 'inbox-snooze');
    await page.keyboard.press('Escape');
  });

  test('everything stands in the help', async () => {
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Give to a team').waitFor();
    await barrierFree();
    await page.keyboard.press('Escape');
  });
});

describe('a filter', () => {
  test('reads as a sentence, stands in the address, and is kept as a view', async () => {
    await page.getByRole('button', { name: 'Narrow down' }).click();
    await page.getByRole('menuitem', { name: 'Assigned to me' }).click();
    await expect.poll(() => page.url()).toContain('assignee=me');
    await expect.poll(() => rows().count()).toBe(1);
    await page.getByRole('button', { name: 'State: Open' }).click();
    await page.getByRole('menuitemradio', { name: 'All' }).click();
    await expect.poll(() => page.url()).toContain('state=all');
    await barrierFree();

    await page.getByRole('button', { name: 'More for this view' }).click();
    await page.getByRole('menuitem', { name: 'Save as a view' }).click();
    await page.getByLabel('Name').fill('All of mine');
    await barrierFree();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'All of mine' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'All of mine' }).waitFor();

    await page.getByRole('button', { name: 'More for this view' }).click();
    await page.getByRole('menuitem', { name: 'Delete the view' }).click();
    await page.getByText('“All of mine” is deleted.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'All of mine' }).waitFor();
    await page.getByRole('button', { name: 'Show everything again' }).click();
    await expect.poll(() => rows().count()).toBeGreaterThan(10);
  });
});

test('a search finds people and their words, and opens the conversation there', async () => {
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Go anywhere, do anything' }).fill('saturday');
  const found = page.getByRole('option', { name: /Juma Otieno/ });
  await found.getByText('Saturday').waitFor();
  await barrierFree();
  await takePictures(page, 'search');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toMatch(/\/inbox\/[\w-]{36}\?message=/);
  await expect.poll(() => rowOf('Juma Otieno').getAttribute('aria-selected')).toBe('true');
});

test('a list that cannot be read says so, and is read again when asked', async () => {
  await page.route('**/api/inbox?*', (route) =>
    route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'x', details: {} } } }),
  );
  await page.goto(`${baraza.url}/inbox?state=closed`);
  await page.getByText('Something went wrong on the server.').waitFor();
  await barrierFree();
  await page.unroute('**/api/inbox?*');
  browser.faults.length = 0;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('No conversation is like this').waitFor();
});

test('without the permission it is not offered, and says whose it is', async () => {
  await page.route('**/api/me', async (route) => {
    const answer = await route.fetch();
    const me = await answer.json();
    for (const place of me.organizations) place.permissions = place.permissions.filter((one: string) => one !== 'conversations.read');
    await route.fulfill({ response: answer, json: me });
  });
  await page.goto(`${baraza.url}/inbox`);
  await page.getByText('This page is not part of your role').waitFor();
  expect(await page.getByRole('link', { name: 'Inbox' }).count()).toBe(0);
  await page.unroute('**/api/me');
});

test('in Urdu everything stands the other way round', async () => {
  await api('PATCH', '/api/me', { preferences: { language: 'ur' } });
  await page.goto(`${baraza.url}/inbox`);
  await page.getByRole('listbox', { name: 'گفتگوئیں' }).getByRole('option').first().waitFor();
  await barrierFree();
  await takePictures(page, 'inbox-urdu');
  await api('PATCH', '/api/me', { preferences: { language: 'en' } });
});

test('nothing went wrong in any of it', () => {
  expect(browser.faults).toEqual([]);
});
