import type { Keeper } from '#core/keeper.ts';
import { prepared } from '#platform/db/sql.ts';
import { decided, finished } from './decided-store.ts';
import { defineEffect, recordsWith } from './effect.ts';

/** A row that a module keeps, before it is known how. */
interface KeptRow {
  readonly by: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** What modules keep with their turns: a statement for each keeper that is named. Nobody reads what it answers. */
export const kept = defineEffect({
  rowsOf: (effects) => effects.flatMap((effect): KeptRow[] => (effect.kind === 'keep' ? [{ by: effect.by, row: effect.row }] : [])),
  write(organizationId, turns, now, keepers): object {
    const named = new Set(turns.flatMap(({ rows }) => rows.map(({ by }) => by)));
    const statements = [...named].map((name) => {
      const keeper = keepers.get(name);
      if (!keeper) throw new Error(`Nothing keeps "${name}".`);
      const own = turns.map((turn) => ({ ...turn, rows: rowsFor(keeper, turn.rows) })).filter(({ rows }) => rows.length > 0);
      const statement = compiled(keeper)(
        organizationId,
        recordsWith(own, (rows) => ({ rows })),
        now,
      );
      return [`kept ${name}`, statement] as const;
    });
    return Object.fromEntries(statements);
  },
});

function rowsFor({ name, one }: Keeper, rows: readonly KeptRow[]): KeptRow['row'][] {
  const own = rows.filter(({ by }) => by === name).map(({ row }) => row);
  return one && own.length > 1 ? [Object.assign({}, ...own) as KeptRow['row']] : own;
}

const statements = new WeakMap<Keeper, ReturnType<typeof prepared>>();

function compiled(keeper: Keeper): ReturnType<typeof prepared> {
  let statement = statements.get(keeper);
  if (!statement) {
    const rows = `cross join lateral jsonb_to_recordset(d.rows) as r(${keeper.columns})`;
    statement = prepared(keeper.sql(`${decided(', turn_id uuid, rows jsonb')} ${finished} ${rows}`));
    statements.set(keeper, statement);
  }
  return statement;
}
