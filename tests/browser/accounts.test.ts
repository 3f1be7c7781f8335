import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBarriers, openBrowser, type TestBrowser, takePictures } from './kit/browser.ts';
import { type FreshProgram, startFresh } from './kit/program.ts';
import { codeFor } from './kit/totp.ts';

// In order: each journey goes on where the one before ended, as it does for the people who run an installation.
const password = 'rain on the tin roof';
let baraza: FreshProgram;
let browser: TestBrowser;
let secret = '';
let recovery: string[] = [];

beforeAll(async () => {
  baraza = await startFresh();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await baraza?.stop();
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const barrierFree = async (page: Page) => expect(await findBarriers(page)).toEqual([]);

async function signIn(page: Page, given = password): Promise<void> {
  await page.getByLabel('E-mail or user name').fill('amina@clinic.example');
  await page.getByLabel('Password', { exact: true }).fill(given);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe('first run', () => {
  test('nobody has an account: signing in says where the link is', async () => {
    const page = await browser.visit(baraza.url);
    await page.getByText('Open the link that was printed').waitFor();
    await barrierFree(page);
    await takePictures(page, 'sign-in');
  });

  test('a link that is not the printed one says so', async () => {
    const page = await browser.visit(`${baraza.url}/first-run?token=guess`);
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
    await barrierFree(page);
  });

  test('the printed link makes the owner and the organization, and they are in', async () => {
    const page = await browser.visit(baraza.firstRun);
    await heading(page, 'Welcome to Baraza').waitFor();
    expect(page.url()).not.toContain('token');
    await barrierFree(page);
    await takePictures(page, 'first-run');

    // What is wrong is told beside the field, which then has the focus; nothing typed is lost.
    await page.getByLabel('Your name').fill('Amina Wanjiru');
    await page.getByLabel('Your organization').fill('Nuru Clinic');
    await page.getByLabel('Your e-mail address').fill('amina at clinic');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create the organization' }).click();
    const email = page.getByLabel('Your e-mail address');
    await expect.poll(() => email.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await email.getAttribute('aria-invalid')).toBe('true');

    await email.fill('amina@clinic.example');
    await page.getByRole('button', { name: 'Create the organization' }).click();
    await heading(page, 'Welcome').waitFor();
    await page.getByRole('button', { name: 'Later' }).click();
    await heading(page, 'Hello, Amina Wanjiru').waitFor();
    await page.getByText('You are in Nuru Clinic.').waitFor();
    await barrierFree(page);
    await takePictures(page, 'start');
  });

  test('is over then', async () => {
    const page = await browser.visit(baraza.firstRun);
    await page.getByText('This installation has an owner').waitFor();
  });
});

describe('signing in', () => {
  test('a wrong password is refused without saying which of the two was wrong', async () => {
    const page = await browser.visit(baraza.url);
    await signIn(page, 'not this one at all');
    await page.getByRole('alert').getByText('The name or the password is wrong.').waitFor();
    await barrierFree(page);
  });

  test('leads to the page that was asked for, and a second factor can be set up there', async () => {
    const page = await browser.visit(`${baraza.url}/account/security`);
    await signIn(page);
    await heading(page, 'Security').waitFor();
    await barrierFree(page);
    await takePictures(page, 'security');

    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByAltText('QR code for the authenticator app').waitFor();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    secret = await page.getByLabel('Value').first().inputValue();
    await barrierFree(page);
    await takePictures(page, 'second-factor');
    await page.getByLabel('Six-digit code').fill('000000');
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByRole('alert').getByText('The code is wrong').waitFor();
    await page.getByLabel('Six-digit code').fill(codeFor(secret));
    await page.getByRole('button', { name: 'Switch on' }).click();

    await page.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor();
    recovery = ((await page.locator('pre').textContent())?.trim() ?? '').split('\n');
    expect(recovery).toHaveLength(10);
    expect(await page.getByRole('button', { name: 'Done' }).isDisabled()).toBe(true);
    await page.getByLabel('I have kept them').check();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('On: after the password you give a code').waitFor();
  });

  test('asks for the code then; a recovery code helps when the phone is lost, once', async () => {
    const page = await browser.visit(baraza.url);
    await signIn(page);
    await page.getByLabel('Six-digit code').waitFor();
    await barrierFree(page);
    await takePictures(page, 'code');
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recovery[0] ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    await heading(page, 'Hello, Amina Wanjiru').waitFor();
    await signOut(page);

    await signIn(page);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recovery[0] ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').getByText('it was used already').waitFor();
  });
});

describe('the frame', () => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.visit(baraza.url);
    await signIn(page);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recovery[1] ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    await heading(page, 'Hello, Amina Wanjiru').waitFor();
  });

  test('can be used by the keyboard alone: past the rail, to another page, to the help, to sign out', async () => {
    await page.reload();
    await heading(page, 'Hello, Amina Wanjiru').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go anywhere, do anything' }).waitFor();
    await page.keyboard.type('secur');
    await takePictures(page, 'palette');
    await page.keyboard.press('Enter');
    await heading(page, 'Security').waitFor();
    // The heading has the focus, so that it is what is read.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Security');
    expect(await page.title()).toBe('Security – Baraza');

    // Also on the pages whose heading is out of sight: what is pressed next is for them, not for the link that led there.
    for (const [key, name] of [
      ['i', 'Inbox'],
      ['p', 'Phone'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Contacts' }).focus();
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name);
    }

    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await heading(page, 'Hello, Amina Wanjiru').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    await barrierFree(page);
    await takePictures(page, 'shortcuts');
    await page.keyboard.press('Escape');
  });

  test('is told of changes as they happen', async () => {
    await page.getByRole('img', { name: 'Changes appear by themselves' }).waitFor();
  });

  test('turns round for Urdu and is remembered with the account', async () => {
    await page.getByRole('button', { name: 'Account of Amina Wanjiru' }).click();
    const kept = page.waitForResponse((response) => response.url().endsWith('/api/me') && response.request().method() === 'PATCH');
    await page.getByRole('menuitemradio', { name: 'اردو' }).click();
    expect((await kept).ok()).toBe(true);
    await heading(page, 'السلام علیکم، Amina Wanjiru').waitFor();
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(['ur', 'rtl']);
    const rail = await page.getByRole('navigation').first().boundingBox();
    expect(rail?.x).toBeGreaterThan(640);
    await page.keyboard.press('Escape');
    await barrierFree(page);
    await takePictures(page, 'start-urdu');
    await page.reload();
    await heading(page, 'السلام علیکم، Amina Wanjiru').waitFor();
    await page.goto(`${baraza.url}/account/security`);
    await heading(page, 'حفاظت').waitFor();
    await barrierFree(page);
    await takePictures(page, 'security-urdu');
    await page.goto(baraza.url);
    await page.getByRole('button', { name: /Amina Wanjiru/ }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await heading(page, 'Hello, Amina Wanjiru').waitFor();
    await page.keyboard.press('Escape');
  });

  test('says that there is nothing at an address, inside the frame', async () => {
    await page.goto(`${baraza.url}/no/such/page`);
    await heading(page, 'Not found').waitFor();
    await barrierFree(page);
    await page.getByRole('link', { name: 'To the start page' }).click();
    await heading(page, 'Hello, Amina Wanjiru').waitFor();
  });

  test('a session that ended asks for the password over the page, and what was typed is still there', async () => {
    await page.goto(`${baraza.url}/account`);
    await page.getByLabel('User name').fill('amina.w');
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    // Whatever asks next notices it, if nothing did before, and the page is out of sight from then on.
    await page.locator('button', { hasText: 'Save' }).first().dispatchEvent('click');
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.waitFor();
    await barrierFree(page);
    await takePictures(page, 'session-ended');
    await dialog.getByLabel('E-mail or user name').fill('amina@clinic.example');
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.getByRole('button', { name: 'Use a recovery code' }).click();
    await dialog.getByLabel('Recovery code').fill(recovery[2] ?? '');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(cookies.length).toBeGreaterThan(0);
    expect(await page.getByLabel('User name').inputValue()).toBe('amina.w');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await takePictures(page, 'profile');
  });

  test('an invitation leads a new person in, with the role they were given', async () => {
    const link = await page.evaluate(async () => {
      const token = /baraza\.csrf=([^;]*)/.exec(document.cookie)?.[1] ?? '';
      const headers = { 'content-type': 'application/json', 'baraza-csrf': token };
      const body = JSON.stringify({ email: 'juma@clinic.example', role: 'agent' });
      const answer = await fetch('/api/invitations', { method: 'POST', headers, body });
      return ((await answer.json()) as { link: string }).link;
    });
    const juma = await browser.visit(link);
    await heading(juma, 'Join Nuru Clinic').waitFor();
    await juma.getByText('Your role: Agent.').waitFor();
    await barrierFree(juma);
    await takePictures(juma, 'invitation');
    await juma.getByLabel('Your name').fill('Juma Otieno');
    await juma.getByLabel('Password', { exact: true }).fill('seven boats at anchor');
    await juma.getByRole('button', { name: 'Join' }).click();
    await heading(juma, 'Hello, Juma Otieno').waitFor();
    const again = await browser.visit(link);
    await again.getByRole('heading', { name: 'This invitation does not work' }).waitFor();
  });

  test('another person who signs in over the page of a session that ended finds nothing of the one before', async () => {
    const shared = await browser.visit(baraza.url);
    await shared.getByLabel('E-mail or user name').fill('juma@clinic.example');
    await shared.getByLabel('Password', { exact: true }).fill('seven boats at anchor');
    await shared.getByRole('button', { name: 'Sign in' }).click();
    await heading(shared, 'Hello, Juma Otieno').waitFor();
    await shared.evaluate(() => localStorage.setItem('baraza.draft.note of Juma', 'For my eyes.'));
    await shared.context().clearCookies();
    await shared.locator('a[href="/contacts"]').first().dispatchEvent('click');
    const dialog = shared.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByLabel('E-mail or user name').fill('amina@clinic.example');
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.getByRole('button', { name: 'Use a recovery code' }).click();
    await dialog.getByLabel('Recovery code').fill(recovery[3] ?? '');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await shared.getByRole('button', { name: 'Account of Amina Wanjiru' }).waitFor();
    expect(await shared.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('baraza.draft')))).toEqual([]);
    await shared.close();
  });

  test('a server that starts again is told of, and the page goes on by itself', async () => {
    const before = [...browser.faults];
    const back = baraza.restart();
    await page.getByRole('button', { name: 'Account of Amina Wanjiru' }).waitFor();
    await expect
      .poll(
        async () => {
          // Whatever the person does next is what notices it.
          await page.getByLabel('User name').fill('amina.w');
          await page.getByRole('button', { name: 'Save' }).click();
          return page.getByText('Baraza does not answer').isVisible();
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    const bar = await page.getByRole('button', { name: 'More' }).boundingBox();
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(844);
    await page.setViewportSize({ width: 1280, height: 720 });
    await back;
    await page.getByText('Baraza does not answer').waitFor({ state: 'detached' });
    expect(await page.getByLabel('User name').inputValue()).toBe('amina.w');
    // What the browser said while nobody answered is no fault of the page.
    browser.faults.splice(0, browser.faults.length, ...before);
  });

  test('says that the device is offline, and goes on by itself when it is back', async () => {
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await takePictures(page, 'offline');
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
  });

  test('signs out in all tabs at once, and leaves nothing behind', async () => {
    await page.goto(baraza.url);
    const other = await page.context().newPage();
    await other.goto(`${baraza.url}/settings/members`);
    await other.getByText('juma@clinic.example').first().waitFor();
    await signOut(page);
    await heading(other, 'Sign in').waitFor();
    expect(await other.getByText('juma@clinic.example').count()).toBe(0);
    expect(await other.getByRole('dialog').count()).toBe(0);
    await other.close();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('baraza.draft')))).toEqual([]);
  });
});

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account of Amina Wanjiru' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await heading(page, 'Sign in').waitFor();
}

test('a forgotten password: the link is with the operator, who runs an installation without mail', async () => {
  const page = await browser.visit(baraza.url);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await heading(page, 'Choose a new password').waitFor();
  await barrierFree(page);
  await page.getByLabel('E-mail or user name').fill('amina@clinic.example');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('This installation sends no mail.').waitFor();
  await barrierFree(page);
  const link = () => /http:\S+\/reset-password#token=\S+/.exec(baraza.mails().join('\n'))?.[0];
  await expect.poll(link).toBeDefined();
  await page.goto(link() ?? '');
  await page.getByLabel('New password').fill('a donkey under the mango tree');
  await page.getByText('Long enough.').waitFor();
  await barrierFree(page);
  await takePictures(page, 'reset');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await page.getByText('Your new password is saved').waitFor();
});

test('every component, in both themes and directions', async () => {
  const page = await browser.visit(`${baraza.url}/ui`);
  await heading(page, 'Components').waitFor();
  await barrierFree(page);
  await takePictures(page, 'ui');
  // Ten thousand people, a few dozen rows.
  expect(await page.getByRole('option').count()).toBeLessThan(4 * 30);
});

test('no page complained about anything', () => {
  expect(browser.faults).toEqual([]);
});
