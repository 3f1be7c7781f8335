import type { CDPSession, Page } from 'playwright-core';
import { percentile } from '../statistics.ts';

/** What scrolling cost, in milliseconds. */
export interface Scrolled {
  readonly frames: number;
  /** The most rows in the document at once. */
  readonly rows: number;
  readonly frameP50: number;
  readonly frameP95: number;
  readonly longestTask: number;
  readonly wallP95: number;
  readonly longestWall: number;
}

const gestures = 4;
const gesturePx = 12_000;
const pxPerSecond = 3000;

/** Scrolls the list down and up again, and reads from the trace what the main thread did. `from`: so many rows are scrolled past before. */
export async function scroll(page: Page, from = 0): Promise<Scrolled> {
  if (from > 0) await scrollPast(page, from);
  const session = await page.context().newCDPSession(page);
  // As a warm-up: what the browser compiles once is not what scrolling costs.
  for (const yDistance of [gesturePx / 4, -gesturePx / 4]) await gesture(session, yDistance);
  await page.evaluate(countRows);
  const events = await traced(session, async () => {
    for (let n = 0; n < gestures; n++) await gesture(session, n % 2 === 0 ? -gesturePx : gesturePx);
  });
  const rows = await page.evaluate(() => (globalThis as unknown as { mostRows: number }).mostRows);
  return { rows, ...costs(events) };
}

/** Over the list, as a wheel turns; below zero: down. */
async function gesture(session: CDPSession, yDistance: number): Promise<void> {
  await session.send('Input.synthesizeScrollGesture', { x: 360, y: 500, yDistance, speed: pxPerSecond, gestureSourceType: 'mouse' });
}

/** Counted by the page itself, in each frame, outside of what is measured: reading how many children there are lays nothing out. */
function countRows(): void {
  const counted = globalThis as unknown as { mostRows: number };
  counted.mostRows = 0;
  const list = document.querySelector('[role=listbox] > [role=presentation]');
  const look = () => {
    counted.mostRows = Math.max(counted.mostRows, list?.childElementCount ?? 0);
    requestAnimationFrame(look);
  };
  look();
}

async function scrollPast(page: Page, rows: number): Promise<void> {
  const list = page.getByRole('listbox');
  for (;;) {
    const at = await list.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
      return Number(element.querySelector('[role=option]:last-of-type')?.getAttribute('aria-posinset') ?? 0);
    });
    if (at >= rows) return;
    await page.waitForFunction((past) => {
      const last = [...document.querySelectorAll('[role=option]')].at(-1)?.getAttribute('aria-posinset');
      const element = document.querySelector('[role=listbox]');
      if (element) element.scrollTop = element.scrollHeight;
      return Number(last) > past;
    }, at);
  }
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of the processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

async function traced(session: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const done = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'toplevel'];
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories } });
  await act();
  await session.send('Tracing.end');
  await done;
  return events;
}

/** Work between two frames of the page's main thread: each frame it makes has one PrePaint. */
function costs(events: readonly TraceEvent[]): Omit<Scrolled, 'rows'> {
  const frames = events.filter((one) => one.name === 'PrePaint' && one.ph === 'X');
  const counts = new Map<string, number>();
  for (const { pid, tid } of frames) counts.set(`${pid} ${tid}`, (counts.get(`${pid} ${tid}`) ?? 0) + 1);
  const [thread] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? [''];
  const ofPage = (one: TraceEvent) => `${one.pid} ${one.tid}` === thread;
  const begins = frames
    .filter(ofPage)
    .map((one) => one.ts)
    .toSorted((one, other) => one - other);
  const tasks = events.filter((one) => one.name === 'RunTask' && one.ph === 'X' && ofPage(one));
  const work = begins.slice(1).map(() => 0);
  const wall = begins.slice(1).map(() => 0);
  for (const { ts, tdur = 0, dur = 0 } of tasks) {
    // The frame it ran before the end of.
    const frame = begins.findLastIndex((begin) => begin <= ts);
    if (frame < 0 || frame >= work.length) continue;
    work[frame] = (work[frame] ?? 0) + tdur / 1000;
    wall[frame] = (wall[frame] ?? 0) + dur / 1000;
  }
  if (work.length < 50) throw new Error(`Only ${work.length} frames were traced; nothing can be said of them.`);
  return {
    frames: work.length,
    frameP50: percentile(work, 0.5),
    frameP95: percentile(work, 0.95),
    longestTask: Math.max(...tasks.map((one) => (one.tdur ?? 0) / 1000)),
    wallP95: percentile(wall, 0.95),
    longestWall: Math.max(...tasks.map((one) => (one.dur ?? 0) / 1000)),
  };
}
