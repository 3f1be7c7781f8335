import type { Browser, Page } from 'playwright-core';

/** The inbox, open, as its owner sees it. */
export async function signIn(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  page.setDefaultTimeout(120_000);
  await page.goto(`${url}/inbox`);
  await page.getByLabel('E-mail or user name').fill('amina@bench.example');
  await page.getByLabel('Password', { exact: true }).fill('rain on the tin roof');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('option').first().waitFor();
  return page;
}
