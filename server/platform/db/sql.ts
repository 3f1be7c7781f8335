import { createHash } from 'node:crypto';
import type { Row, Statement, Value } from './statement.ts';

/** Making statements: only stores do. Everything else asks a store for what it means. */

const names = new Map<string, string>();

/** A hot statement: fixed text, prepared once per connection, values by position. `R` is what its rows look like. */
export function prepared<R extends object = Row>(text: string): (...values: Value[]) => Statement<R> {
  let name = names.get(text);
  if (!name) {
    name = `b${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
    names.set(text, name);
  }
  const fixed = name;
  return (...values) => ({ text, values, name: fixed });
}

/** An ordinary statement, parsed each time. */
export function plain<R extends object = Row>(text: string, values: readonly Value[] = []): Statement<R> {
  return { text, values };
}
