import type { FakeGraph, FakeNumber } from '#tools/fake-graph/server.ts';

/** Somebody who writes message after message, each when the one before was taken. */
export interface Writer {
  readonly number: FakeNumber;
  readonly from: string;
  /** What was taken with a 200, in order. */
  readonly taken: string[];
}

/** Everybody who writes: to an echo, in need, and to a flow. */
export interface Crowd {
  readonly echoed: Writer[];
  /** Each writes once what must bring people, and never again. */
  readonly inNeed: readonly Writer[];
  /** Each goes through the flow again and again; `taken` has what they answered. */
  readonly asked: readonly Writer[];
}

/** The first two numbers echo; the third has the flow. */
export function makeCrowd(numbers: readonly FakeNumber[], each: number): Crowd {
  const people = (number: FakeNumber | undefined, line: number, count: number): Writer[] =>
    number ? Array.from({ length: count }, (_, n) => ({ number, from: `44770090${line}${String(n).padStart(3, '0')}`, taken: [] })) : [];
  const [one, two, three] = numbers;
  return {
    echoed: [...people(one, 0, each), ...people(two, 1, each)],
    inNeed: [...people(one, 3, each / 2), ...people(two, 4, each / 2)],
    asked: people(three, 2, each / 2),
  };
}

/** What the safety gate finds, and leaves to the assistant to answer: taken back, so of low severity. */
export const dark = ' I would never kill myself';
export const crisis = 'I want to kill myself';

/** What the flow says. The second question and the end name who was asked, so that a mix-up would be seen. */
export const flow = {
  word: 'join',
  name: 'What is your name?',
  place: (from: string) => `Where do you live, ${from}?`,
  end: (from: string) => `Thank you, ${from}.`,
} as const;

export interface Load {
  readonly perSecond: number;
  readonly endsAt: number;
  readonly random: () => number;
}

/** Everybody writes until `endsAt`, those who are echoed together about `perSecond`; Meta's side tries each again until it is taken. */
export async function write(graph: FakeGraph, crowd: Crowd, load: Load): Promise<void> {
  await Promise.all([
    ...crowd.echoed.map((writer) => writeOn(graph, writer, { ...load, pauseMs: (crowd.echoed.length / load.perSecond) * 1000 })),
    ...crowd.inNeed.map((writer) => cry(graph, writer, load)),
    ...crowd.asked.map((writer) => answerOn(graph, writer, load)),
  ]);
}

async function writeOn(graph: FakeGraph, writer: Writer, load: Load & { pauseMs: number }): Promise<void> {
  await wait(load.random() * load.pauseMs);
  for (let n = 0; Date.now() < load.endsAt; n += 1) {
    const began = Date.now();
    await say(graph, writer, `${writer.from}/${n}${n % 5 === 0 ? dark : ''}`);
    await wait(Math.max(0, began + load.pauseMs * (0.5 + load.random()) - Date.now()));
  }
}

async function cry(graph: FakeGraph, writer: Writer, { endsAt, random }: Load): Promise<void> {
  await wait(Math.max(0, endsAt - Date.now()) * random());
  await say(graph, writer, crisis);
}

/** Answers when asked; a run that was begun is gone through, however long that takes. */
async function answerOn(graph: FakeGraph, writer: Writer, { endsAt, random }: Load): Promise<void> {
  await wait(1000 * random());
  for (let run = 1; Date.now() < endsAt; run += 1) {
    for (const [says, isTold] of [
      [flow.word, flow.name],
      [writer.from, flow.place(writer.from)],
      ['Nairobi', flow.end(writer.from)],
    ] as const) {
      await say(graph, writer, says);
      await graph.waitFor(() => toldTo(graph, writer).filter((text) => text === isTold).length >= run, 300_000);
    }
  }
}

/** What somebody was told, each message of ours once, in the order of its first arrival. */
export function toldTo({ sent }: FakeGraph, { from }: Writer): (string | undefined)[] {
  const mine = sent.filter(({ to }) => to === from);
  return mine.filter(({ messageId }, index) => mine.findIndex((one) => one.messageId === messageId) === index).map(({ text }) => text);
}

async function say(graph: FakeGraph, writer: Writer, text: string): Promise<void> {
  const { status } = await graph.receiveText({ from: writer.from, phoneNumberId: writer.number.phoneNumberId, text });
  if (status !== 200) throw new Error(`A webhook was never taken; the last answer was ${status}.`);
  writer.taken.push(text);
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
