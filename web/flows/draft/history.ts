import type { FlowDefinition } from '#contract/flows.ts';

/** A draft with the way back. */
export interface History {
  readonly past: readonly FlowDefinition[];
  readonly present: FlowDefinition;
  readonly future: readonly FlowDefinition[];
  /** What the last change was about: more of the same is one step back. */
  readonly about: string | null;
}

/** So many steps back are kept. */
const most = 100;

export const beginHistory = (present: FlowDefinition): History => ({ past: [], present, future: [], about: null });

/** `about`: changes of one thing in a row, such as letters of one text, are taken back together. */
export function changed(history: History, present: FlowDefinition, about: string | null = null): History {
  if (present === history.present) return history;
  const together = about !== null && about === history.about;
  const past = together ? history.past : [...history.past.slice(1 - most), history.present];
  return { past, present, future: [], about };
}

export function undone({ past, present, future }: History): History {
  const before = past.at(-1);
  if (!before) return { past, present, future, about: null };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], about: null };
}

export function redone({ past, present, future }: History): History {
  const [after, ...rest] = future;
  if (!after) return { past, present, future, about: null };
  return { past: [...past, present], present: after, future: rest, about: null };
}
