import type { VariableProvider, VariableScope } from '#core/variables.ts';
import type { Clock } from '#platform/clock.ts';
import { type Log, places } from '#platform/log.ts';
import type { Values } from '../engine/index.ts';

/** How long everything together may take before the rest counts as not known. */
const readMs = 2000;

/** The values of what is wanted, as the engine sees them: {contact: {name: …}}. What could not be read is not known, and told. */
export async function readValues(
  providers: readonly VariableProvider[],
  about: VariableScope & { readonly clock: Clock; readonly log: Log },
  wanted: readonly string[],
): Promise<{ values: Values; missing: readonly string[] }> {
  const missing: string[] = [];
  const read = providers.map(async (provider) => {
    const own = wanted.filter((name) => offers(provider, name));
    if (own.length === 0) return {};
    try {
      return await inTime(about.clock, async () => provider.read(about, own));
    } catch (error) {
      about.log.warn({ variables: own, err: places(error) }, 'variables could not be read and count as not known');
      missing.push(...own);
      return {};
    }
  });
  return { values: nest((await Promise.all(read)).flatMap((found) => Object.entries(found))), missing };
}

export function offers({ variables, open }: VariableProvider, name: string): boolean {
  return variables.some((one) => one.name === name) || (open !== undefined && name.startsWith(open.prefix));
}

async function inTime<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  let cancel: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(readMs, () => reject(new Error('It took too long.')));
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    cancel();
  }
}

type Tree = { [name: string]: unknown };

/** {"contact.name": …} as {contact: {name: …}}. */
export function nest(entries: readonly (readonly [string, unknown])[]): Values {
  const root: Tree = Object.create(null);
  for (const [path, value] of entries) {
    if (value === undefined) continue;
    const names = path.split('.');
    const last = names.pop() as string;
    let place = root;
    for (const name of names) {
      const next = Object.hasOwn(place, name) ? place[name] : Object.create(null);
      place[name] = next;
      place = next as Tree;
    }
    place[last] = value;
  }
  return root as Values;
}
