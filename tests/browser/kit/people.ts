import type { BrowserContextOptions, Page } from 'playwright-core';
import type { TestBrowser } from './browser.ts';
import type { FreshProgram } from './program.ts';

/** Somebody signed in: the page they look at, and their requests to the API beside it. */
export interface Person {
  readonly page: Page;
  ask<Answer = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer>;
}

const password = 'rain on the tin roof';
const email = (name: string) => `${name.split(' ')[0]?.toLowerCase()}@clinic.example`;

/** The first owner, in an organization of their own. */
export async function firstOwner(
  baraza: FreshProgram,
  browser: TestBrowser,
  name: string,
  options?: BrowserContextOptions,
): Promise<Person> {
  const page = await browser.visit(baraza.url, options);
  const token = new URL(baraza.firstRun).searchParams.get('token');
  const place = { organization: 'Nuru Clinic', language: 'en', timeZone: 'Africa/Nairobi' };
  await requestOf(page, baraza.url)('POST', '/api/first-run', { token, name, email: email(name), password, ...place });
  return signIn(page, baraza.url, name);
}

/** A colleague, invited and come. */
export async function colleague(
  baraza: FreshProgram,
  browser: TestBrowser,
  who: { by: Person; name: string; role: string },
): Promise<Person> {
  const { link } = await who.by.ask<{ link: string }>('POST', '/api/invitations', { email: email(who.name), role: who.role });
  const token = /token=([^&]+)/.exec(link)?.[1];
  const page = await browser.visit(baraza.url);
  await requestOf(page, baraza.url)('POST', '/api/invitations/accept', { token, name: who.name, password });
  return signIn(page, baraza.url, who.name);
}

async function signIn(page: Page, url: string, name: string): Promise<Person> {
  const ask = requestOf(page, url);
  await ask('POST', '/api/auth/sign-in', { login: email(name), password });
  return { page, ask };
}

/** With the cookies of the page, as the app asks. */
function requestOf(page: Page, url: string): Person['ask'] {
  return async <Answer>(method: string, path: string, body?: unknown) => {
    const cookies = await page.context().cookies();
    const csrf = cookies.find(({ name }) => name.endsWith('baraza.csrf'))?.value ?? '';
    const answer = await page.request.fetch(url + path, {
      method,
      headers: { origin: url, 'baraza-csrf': csrf },
      ...(body === undefined ? {} : { data: body }),
    });
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`${method} ${path} was answered ${answer.status()}: ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Answer;
  };
}
