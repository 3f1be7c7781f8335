import type { CaseCreation, FlowCase } from '#contract/flow-cases.ts';
import type { FlowCreation } from '#contract/flow-state.ts';

/** A flow as a file: what it is called beside what it is. */
export interface FlowFile {
  readonly name: string;
  readonly title: string;
  readonly definition: FlowCreation['definition'];
  /** Its tests: the name of each, and the talk. */
  readonly cases?: readonly CaseFile[];
}
export type CaseFile = Required<Pick<CaseCreation, 'name' | 'content'>>;

/** What stands in a file, if it is a flow at all; whether it is a good one, the server says. Also the bare definition, as the API hands it out. */
export function readFlowFile(text: string): Partial<FlowFile> | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const { name, title, definition, draft, nodes, cases } = read as Record<string, unknown>;
  const found = definition ?? draft ?? (nodes === undefined ? undefined : read);
  if (typeof found !== 'object' || found === null) return null;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof title === 'string' ? { title } : {}),
    definition: found as FlowFile['definition'],
    ...(Array.isArray(cases) ? { cases: cases as CaseFile[] } : {}),
  };
}

/** A name for programs from what people call it, that none of `taken` is: "Opening hours" → "opening_hours". */
export function nameFrom(title: string, taken: readonly string[]): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 36);
  const base = plain === '' ? 'flow' : plain;
  if (!taken.includes(base)) return base;
  for (let count = 2; ; count += 1) if (!taken.includes(`${base}_${count}`)) return `${base}_${count}`;
}

export const toCaseFile = ({ id: _id, name, createdAt: _made, changedAt: _changed, ...content }: FlowCase): CaseFile => ({ name, content });

/** Hands the browser a file to keep. */
export function keepFile(file: FlowFile): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${file.name}.json`;
  link.click();
  // The browser has taken it when the click was handled; a moment later at the latest.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
