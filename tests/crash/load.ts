import type { FakeGraph, FakeNumber } from '#tools/fake-graph/server.ts';

/** Somebody who writes message after message, each when the one before was taken. */
export interface Writer {
  readonly number: FakeNumber;
  readonly from: string;
  /** What was taken with a 200, in order. */
  readonly taken: string[];
}

export function makeWriters(numbers: readonly FakeNumber[], each: number): Writer[] {
  return numbers.flatMap((number, line) =>
    Array.from({ length: each }, (_, n) => ({ number, from: `44770090${line}${String(n).padStart(3, '0')}`, taken: [] })),
  );
}

/** What the safety gate finds, and leaves to the assistant to answer: taken back, so of low severity. */
export const dark = ' I would never kill myself';

/** Every writer writes until `endsAt`, together about `perSecond`; Meta's side tries each again until it is taken. */
export async function write(
  graph: FakeGraph,
  writers: readonly Writer[],
  load: { perSecond: number; endsAt: number; random: () => number },
): Promise<void> {
  const pauseMs = (writers.length / load.perSecond) * 1000;
  await Promise.all(
    writers.map(async (writer) => {
      await wait(load.random() * pauseMs);
      for (let n = 0; Date.now() < load.endsAt; n += 1) {
        const text = `${writer.from}/${n}${n % 5 === 0 ? dark : ''}`;
        const began = Date.now();
        const { status } = await graph.receiveText({ from: writer.from, phoneNumberId: writer.number.phoneNumberId, text });
        if (status !== 200) throw new Error(`A webhook was never taken; the last answer was ${status}.`);
        writer.taken.push(text);
        await wait(Math.max(0, began + pauseMs * (0.5 + load.random()) - Date.now()));
      }
    }),
  );
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
