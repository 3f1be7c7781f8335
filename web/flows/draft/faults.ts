import type { FlowFault } from '#contract/flow-state.ts';
import { ApiError } from '#web/data/api.ts';

/** What is wrong with a draft: from the check of what is saved, and from a refusal to save. */

/** "definition.nodes.ask_name.text" is a fault of the node ask_name. Null: the refusal is about something else. */
export function faultsOfRefusal(error: unknown): FlowFault[] | null {
  if (!(error instanceof ApiError)) return null;
  const about = error.fields.filter(({ field }) => field.startsWith('definition'));
  if (about.length === 0) return null;
  return about.map(({ field, message }) => {
    const node = /^definition\.nodes\.([a-z0-9_]+)/.exec(field)?.[1] ?? null;
    const inner = field.replace(/^definition\.(nodes\.[a-z0-9_]+\.?)?/, '');
    return { code: 'refused', severity: 'fault', node, message: `${inner}: ${message}` };
  });
}

/** What keeps a flow from being published stands first; else the order of the check. */
export function gravestFirst(faults: readonly FlowFault[]): readonly FlowFault[] {
  return faults.toSorted((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'));
}

export function faultsByNode(faults: readonly FlowFault[]): ReadonlyMap<string, readonly FlowFault[]> {
  const all = new Map<string, FlowFault[]>();
  for (const fault of faults) if (fault.node !== null) all.set(fault.node, [...(all.get(fault.node) ?? []), fault]);
  return all;
}

/** What a sentence of the check is about: what it quotes, and its numbers. The same in every language. */
export function namesIn(message: string): string[] {
  return [...message.matchAll(/"([^"]+)"|“([^”]+)”|(?<![\w.])(\d[\d,]*)(?![\w])/g)].map(
    ([, plain, curly, number]) => plain ?? curly ?? number ?? '',
  );
}
