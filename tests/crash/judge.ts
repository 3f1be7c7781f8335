import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';
import type { Row } from '#platform/db/statement.ts';
import type { FakeGraph } from '#tools/fake-graph/server.ts';
import { type Crowd, dark, flow, toldTo, type Writer } from './load.ts';

export interface Verdict {
  readonly sentence: string;
  /** What went against it; empty: it holds. */
  readonly faults: readonly string[];
}

/** Compares what was written to us, what arrived at the Graph, and what the database says, after everything has settled. */
export async function judge(graph: FakeGraph, crowd: Crowd, database: Database): Promise<Verdict[]> {
  // Those the program knew to be in doubt before it sent them once more; a copy it learnt of only afterwards is a fault.
  const rows = await read(database, "select id from messages where direction = 'out' and doubts > 0");
  const doubtful = new Set(rows.map((row) => row.id as string));
  const open = await read(
    database,
    'select id from contacts where work > done union all select id from conversations where queued > settled',
  );
  const arrivals = Map.groupBy(graph.sent, ({ text, to }) => `${to} ${text}`);
  const idsOf = (key: string) => new Set(arrivals.get(key)?.map(({ messageId }) => messageId));
  const echoes = crowd.echoed.flatMap(({ from, taken }) => taken.map((text) => `${from} echo: ${text}`));
  return [
    { sentence: 'nothing that was answered 200 is lost', faults: echoes.filter((key) => !arrivals.has(key)) },
    { sentence: 'nothing is answered twice', faults: echoes.filter((key) => idsOf(key).size > 1) },
    {
      sentence: 'no message was sent twice but those in doubt',
      faults: graph.duplicates.filter(({ messageId }) => !doubtful.has(messageId)).map(({ messageId }) => messageId),
    },
    {
      sentence: 'each contact got the answers in the order of the questions',
      faults: crowd.echoed.flatMap((writer) => disorder(graph, writer)),
    },
    { sentence: 'every answer went to who asked, from the number asked', faults: misdirected(graph, crowd) },
    { sentence: 'what the safety gate found is stored once with its message, and with no other', faults: await misfound(database) },
    { sentence: 'who cried for help has one incident, and was answered once', faults: await unheard(graph, crowd, database) },
    { sentence: 'a flow asked each question once, and ended as it went', faults: await misasked(graph, crowd, database) },
    { sentence: 'nothing is left to decide or to send', faults: open.map((row) => row.id as string) },
  ];
}

/** A finding is committed with its message or not at all; a killed program must leave neither half. */
async function misfound(database: Database): Promise<string[]> {
  const rows = await read(
    database,
    `select m.text from messages m where m.direction = 'in' and (m.text like '%${dark}' or m.text = 'I want to kill myself') <>
       (select count(*) = 1 from safety_findings f where f.organization_id = m.organization_id and f.message_id = m.id)`,
  );
  return rows.map((row) => row.text as string);
}

/** Neither lost nor doubled: one incident with its one message, people have the conversation, one answer of the gate's own. */
async function unheard(graph: FakeGraph, { inNeed }: Crowd, database: Database): Promise<string[]> {
  const rows = await read(
    database,
    `select i.address, (select count(*)::int from incidents n where n.contact_id = i.contact_id) as incidents,
       (select coalesce(sum(n.messages), 0)::int from incidents n where n.contact_id = i.contact_id) as messages,
       (select min(v.handler) from conversations v where v.contact_id = i.contact_id) as handler
     from identities i`,
  );
  const byNumber = new Map(rows.map((row) => [String(row.address).replace(/\D/g, ''), row]));
  return inNeed.flatMap((writer) => {
    if (writer.taken.length === 0) return [];
    const { incidents, messages, handler } = byNumber.get(writer.from) ?? {};
    const told = toldTo(graph, writer).length;
    return incidents === 1 && messages === 1 && handler === 'people' && told === 1
      ? []
      : [`${writer.from}: ${incidents} incidents of ${messages} messages, ${handler} have the conversation, ${told} answers`];
  });
}

async function misasked(graph: FakeGraph, { asked }: Crowd, database: Database): Promise<string[]> {
  const talks = asked.flatMap((writer) => {
    const turns = [flow.name, flow.place(writer.from), flow.end(writer.from)];
    const wanted = writer.taken.map((_, n) => turns[n % turns.length]);
    const told = toldTo(graph, writer);
    return told.length === wanted.length && told.every((text, n) => text === wanted[n]) ? [] : [`${writer.from}: ${told.join(' | ')}`];
  });
  const begun = asked.reduce((sum, { taken }) => sum + taken.filter((text) => text === flow.word).length, 0);
  const [row] = await read(
    database,
    "select count(*)::int as all, count(*) filter (where state = 'ended' and outcome = 'joined')::int as ended from flow_runs",
  );
  return row?.all === begun && row.ended === begun ? talks : [...talks, `${begun} runs begun, ${row?.all} kept, ${row?.ended} ended`];
}

/** First arrivals only: a copy of a doubtful message comes later by nature. */
function disorder(graph: FakeGraph, writer: Writer): string[] {
  const got = [...new Set(graph.sent.filter(({ to }) => to === writer.from).map(({ text }) => text))];
  const wanted = writer.taken.map((text) => `echo: ${text}`).filter((text) => got.includes(text));
  const known = got.filter((text) => wanted.includes(text ?? ''));
  return known.every((text, index) => text === wanted[index]) ? [] : [`${writer.from}: ${known.join(', ')}`];
}

function misdirected(graph: FakeGraph, { echoed, inNeed, asked }: Crowd): string[] {
  const numberOf = new Map([...echoed, ...inNeed, ...asked].map((writer) => [writer.from, writer.number.phoneNumberId]));
  const anotherOf = (text: string, to: string) => (text.match(/\b44770090\d{4}\b/g) ?? []).some((named) => named !== to);
  return graph.sent
    .filter(({ to, text = '', phoneNumberId }) => numberOf.get(to) !== phoneNumberId || anotherOf(text, to))
    .map(({ to, text }) => `${to} got "${text}"`);
}

async function read(database: Database, sql: string): Promise<Row[]> {
  return (await database.asOwner('judge', [plain(sql)]))[0]?.rows ?? [];
}
