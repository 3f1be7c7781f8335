import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import { dropRow, emptyList, isWhole, type Listed, layPage, makeStale, type Page, putRow, stretchToRead } from './listed.ts';

/** A row that was last active at minute `at`. */
const row = (id: number, at: number) =>
  ({ id: `c${String(id).padStart(3, '0')}`, lastMessageAt: new Date(at * 60_000).toISOString(), waitingSince: null }) as InboxRow;
const ids = (list: Listed) => list.rows.map((one) => one.id);

/** The server's side: rows in order, and pages of three by a cursor that names the last row's place. */
function createServer(rows: InboxRow[]) {
  const sorted = () => rows.toSorted((a, b) => (a.lastMessageAt + a.id < b.lastMessageAt + b.id ? 1 : -1));
  return {
    rows,
    ids: () => sorted().map((one) => one.id),
    page(cursor: string | null, limit = 3): Page {
      const left = sorted().filter((one) => cursor === null || one.lastMessageAt + one.id < cursor);
      const items = left.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: left.length > limit && last ? last.lastMessageAt + last.id : null };
    },
  };
}

function readAll(list: Listed, server: ReturnType<typeof createServer>): Listed {
  let read = list;
  for (let times = 0; times < 200; times++) {
    const next = stretchToRead(read, 0, read.rows.length);
    if (!next) return read;
    read = layPage(read, next.cursor, server.page(next.cursor));
  }
  throw new Error('It never ends.');
}

describe('a list that is read page by page', () => {
  it('goes on where it ended, until there is no more', () => {
    const server = createServer([1, 2, 3, 4, 5, 6, 7].map((n) => row(n, n)));
    let list = layPage(emptyList('newest'), null, server.page(null));
    expect(ids(list)).toEqual(['c007', 'c006', 'c005']);
    expect(stretchToRead(list, 0, 1)).toBeUndefined();
    expect(isWhole(list)).toBe(false);
    list = readAll(list, server);
    expect(ids(list)).toEqual(server.ids());
    expect(isWhole(list)).toBe(true);
  });

  it('puts a row that moved where it belongs, and leaves what lies below the end to its page', () => {
    const server = createServer([1, 2, 3, 4, 5, 6].map((n) => row(n, n)));
    const list = layPage(emptyList('newest'), null, server.page(null));
    expect(ids(putRow(list, row(4, 9)))).toEqual(['c004', 'c006', 'c005']);
    expect(ids(putRow(list, row(2, 2)))).toEqual(['c006', 'c005', 'c004']);
    expect(ids(putRow(list, row(9, 9)))).toEqual(['c009', 'c006', 'c005', 'c004']);
    expect(ids(dropRow(list, 'c005'))).toEqual(['c006', 'c004']);
  });

  it('reads again only what is in sight after something was missed', () => {
    const server = createServer([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => row(n, n)));
    const list = makeStale(readAll(emptyList('newest'), server));
    expect(stretchToRead(list, 4, 5)?.after?.id).toBe('c007');
    const again = layPage(list, stretchToRead(list, 4, 5)?.cursor ?? null, server.page(stretchToRead(list, 4, 5)?.cursor ?? null));
    expect(stretchToRead(again, 4, 5)).toBeUndefined();
    expect(stretchToRead(again, 0, 5)?.after).toBeNull();
  });

  interface Step {
    readonly id: number;
    readonly at: number;
    readonly gone: boolean;
    /** Whether this browser was told of it. */
    readonly told: boolean;
  }
  const minute = fc.integer({ min: 0, max: 60 });
  const step = fc.record({ id: fc.integer({ min: 0, max: 30 }), at: minute, gone: fc.boolean(), told: fc.boolean() });

  /** One conversation moves, comes or goes on the server. */
  function take({ rows }: ReturnType<typeof createServer>, list: Listed, { id, at, gone, told }: Step): Listed {
    const moved = row(id, at);
    const known = rows.findIndex((one) => one.id === moved.id);
    if (known >= 0) rows.splice(known, 1);
    if (!gone) rows.push(moved);
    if (!told) return list;
    return gone ? dropRow(list, moved.id) : putRow(list, moved);
  }

  const still = (id: number, at: number, told = false): Step => ({ id, at, gone: false, told });
  /** Everything of the first stretch moves down, and then one comes back to the top of which this browser was not told. */
  const emptiedTop: [number[], Step[][]] = [
    [0, 1, 0, 0, 1, 1],
    [[], [still(1, 0), still(5, 0)], [still(0, 2), still(4, 0, true)]],
  ];

  it('shows what the server has, however conversations moved, came and went between two pages', () => {
    const rounds = fc.array(fc.array(step, { maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(minute, { maxLength: 24 }), rounds, (ats, happened) => {
        const server = createServer(ats.map((at, id) => row(id, at)));
        let list = layPage(emptyList('newest'), null, server.page(null));
        for (const [round, steps] of happened.entries()) {
          list = steps.reduce((so, one) => take(server, so, one), list);
          const cursor = list.stretches[round % list.stretches.length]?.cursor ?? null;
          list = layPage(list, cursor, server.page(cursor));
          expect(new Set(ids(list)).size).toBe(list.rows.length);
        }
        expect(ids(readAll(makeStale(list), server))).toEqual(server.ids());
      }),
      { examples: [emptiedTop] },
    );
  });
});

it('puts the gravest first, and of those the last active', () => {
  const of = (id: number, at: number, risk: string) => ({ ...row(id, at), risk }) as InboxRow;
  const rows = [of(1, 9, 'moderate'), of(2, 1, 'imminent'), of(3, 5, 'high'), of(4, 7, 'high')];
  const whole = layPage(emptyList('risk'), null, { items: [], nextCursor: null });
  expect(ids(rows.reduce(putRow, whole))).toEqual(['c002', 'c004', 'c003', 'c001']);
});
