import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { projectFolder } from '#platform/program.ts';
import { findBrowser, howToGetOne } from './find-browser.ts';

/** A browser for one test file: `visit` opens a page as somebody new, and what goes wrong in any page ends in `faults`. */
export interface TestBrowser {
  visit(url: string, options?: BrowserContextOptions): Promise<Page>;
  /** What pages complained about: errors, what the policy forbade, answers of 500. */
  readonly faults: string[];
  close(): Promise<void>;
}

export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error(howToGetOne);
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const faults: string[] = [];
  const contexts: BrowserContext[] = [];
  return {
    faults,
    async visit(url, options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Africa/Nairobi', reducedMotion: 'reduce', ...options });
      contexts.push(context);
      const page = await context.newPage();
      watch(page, faults);
      await page.goto(url);
      return page;
    },
    async close() {
      await browser.close();
    },
  };
}

/** Answers that are refusals on purpose are told by the browser as errors too; they are no fault of a page. */
const expected = /status of (400|401|403|404|409|410|422|429)|\/realtime|WebSocket connection|ERR_INTERNET_DISCONNECTED/;

function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.request().method()} ${new URL(response.url()).pathname}: ${response.status()}`);
  });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong for people with disabilities, in both themes: one line each, empty when all is well. */
export async function findBarriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  const before = await page.evaluate(() => document.documentElement.dataset.theme ?? null);
  // Evaluated by the debugger, which the page's policy does not stop.
  await page.evaluate(axeSource);
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const results = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }),
    );
    for (const { id, help, nodes } of results.violations) {
      found.push(
        `${theme}: ${id} (${help}): ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`).join(' | ')}`,
      );
    }
  }
  await page.evaluate((theme) => {
    if (theme === null) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, before);
  return found;
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

const widths = [1440, 1024, 390] as const;

/** Pictures of a page for people to look at: three widths, both themes. Kept in build/screenshots, never compared. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const folder = join(projectFolder, 'build/screenshots');
  mkdirSync(folder, { recursive: true });
  const size = page.viewportSize();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (size) await page.setViewportSize(size);
}
