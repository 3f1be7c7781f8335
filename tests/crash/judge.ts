import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';
import type { Row } from '#platform/db/statement.ts';
import type { FakeGraph } from '#tools/fake-graph/server.ts';
import { dark, type Writer } from './load.ts';

export interface Verdict {
  readonly sentence: string;
  /** What went against it; empty: it holds. */
  readonly faults: readonly string[];
}

/** Compares what was written to us, what arrived at the Graph, and what the database says, after everything has settled. */
export async function judge(graph: FakeGraph, writers: readonly Writer[], database: Database): Promise<Verdict[]> {
  // Those the program knew to be in doubt before it sent them once more; a copy it learnt of only afterwards is a fault.
  const rows = await read(database, "select id from messages where direction = 'out' and doubts > 0");
  const doubtful = new Set(rows.map((row) => row.id as string));
  const open = await read(
    database,
    'select id from contacts where work > done union all select id from conversations where queued > settled',
  );
  const arrivals = Map.groupBy(graph.sent, ({ text }) => text ?? '');
  const taken = writers.flatMap((writer) => writer.taken);
  return [
    { sentence: 'nothing that was answered 200 is lost', faults: taken.filter((text) => !arrivals.has(`echo: ${text}`)) },
    {
      sentence: 'nothing is answered twice',
      faults: [...arrivals].filter(([, sent]) => new Set(sent.map(({ messageId }) => messageId)).size > 1).map(([text]) => text),
    },
    {
      sentence: 'no message was sent twice but those in doubt',
      faults: graph.duplicates.filter(({ messageId }) => !doubtful.has(messageId)).map(({ messageId }) => messageId),
    },
    {
      sentence: 'each contact got the answers in the order of the questions',
      faults: writers.flatMap((writer) => disorder(graph, writer)),
    },
    { sentence: 'every answer went to who asked, from the number asked', faults: misdirected(graph, writers) },
    { sentence: 'what the safety gate found is stored once with its message, and with no other', faults: await misfound(database) },
    { sentence: 'nothing is left to decide or to send', faults: open.map((row) => row.id as string) },
  ];
}

/** A finding is committed with its message or not at all; a killed program must leave neither half. */
async function misfound(database: Database): Promise<string[]> {
  const rows = await read(
    database,
    `select m.text from messages m where m.direction = 'in' and (m.text like '%${dark}') <>
       (select count(*) = 1 from safety_findings f where f.organization_id = m.organization_id and f.message_id = m.id)`,
  );
  return rows.map((row) => row.text as string);
}

/** First arrivals only: a copy of a doubtful message comes later by nature. */
function disorder(graph: FakeGraph, writer: Writer): string[] {
  const got = [...new Set(graph.sent.filter(({ to }) => to === writer.from).map(({ text }) => text))];
  const wanted = writer.taken.map((text) => `echo: ${text}`).filter((text) => got.includes(text));
  const known = got.filter((text) => wanted.includes(text ?? ''));
  return known.every((text, index) => text === wanted[index]) ? [] : [`${writer.from}: ${known.join(', ')}`];
}

function misdirected(graph: FakeGraph, writers: readonly Writer[]): string[] {
  const numberOf = new Map(writers.map((writer) => [writer.from, writer.number.phoneNumberId]));
  return graph.sent
    .filter(({ to, text, phoneNumberId }) => !text?.startsWith(`echo: ${to}/`) || numberOf.get(to) !== phoneNumberId)
    .map(({ to, text }) => `${to} got "${text}"`);
}

async function read(database: Database, sql: string): Promise<Row[]> {
  return (await database.asOwner('judge', [plain(sql)]))[0]?.rows ?? [];
}
