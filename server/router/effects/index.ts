import type { Change } from '#contract/realtime.ts';
import type { Effect } from '#core/turn.ts';
import { consents } from './consent-store.ts';
import { contents } from './content-store.ts';
import type { About, Keepers, TurnRows, WrittenEffect } from './effect.ts';
import { findings } from './finding.ts';
import { handOvers } from './handed-over-store.ts';
import { kept } from './kept-store.ts';
import { leftFlows } from './left-flows-store.ts';
import { runs } from './run-store.ts';
import { stages } from './stage-store.ts';

/** THE list of effects that are written by statements of their own, in the order in which these run. A new one is its file and a line here. */
const written = { handOvers, contents, consents, leftFlows, findings, runs, stages, kept };

type Written = typeof written;
type Name = keyof Written;
type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer Every) => void ? Every : never;

/** What one turn decided, by effect. */
export type EffectRows = { readonly [N in Name]: ReturnType<Written[N]['rowsOf']> };
type Statements = Partial<All<ReturnType<Written[Name]['write']>>>;

const each = Object.entries(written) as unknown as readonly (readonly [Name, WrittenEffect<unknown, object & Statements>])[];

export function rowsOfEffects(effects: readonly Effect[], about: About): EffectRows {
  return Object.fromEntries(each.map(([name, effect]) => [name, effect.rowsOf(effects, about)])) as unknown as EffectRows;
}

/** To be spread into the script behind what every turn writes. What no turn of the batch has is left out. */
export function writeEffects(
  organizationId: string,
  batch: readonly (Omit<TurnRows<unknown>, 'rows'> & { readonly rows: EffectRows })[],
  now: Date,
  keepers: Keepers,
): Statements {
  const statements: Statements[] = each.map(([name, effect]) => {
    const turns = batch.map((turn) => ({ ...turn, rows: turn.rows[name] as readonly unknown[] })).filter(({ rows }) => rows.length > 0);
    return turns.length > 0 ? effect.write(organizationId, turns, now, keepers) : {};
  });
  return Object.assign({}, ...statements) as Statements;
}

export function changesOfEffects(rows: EffectRows, where: { readonly conversationId: string; readonly contactId: string }): Change[] {
  return each.flatMap(([name, effect]) => (rows[name].length > 0 ? (effect.tell?.(rows[name], where) ?? []) : []));
}
