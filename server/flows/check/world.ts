import type { Abilities } from '#channels/channel.ts';
import type { FlowFault } from '#contract/flow-state.ts';
import type { FlowAudience, FlowDefinition } from '#contract/flows.ts';
import type { FlowStep } from '#core/flow-step.ts';
import type { FileRow } from '#platform/files/file-store.ts';
import type { Templates } from '#templates/index.ts';

/** What a definition is checked against: everything of its organization that it may name. */
export interface CheckWorld {
  /** What this flow is called. */
  readonly name: string;
  /** The other flows that are published. */
  readonly published: ReadonlyMap<string, FlowDefinition>;
  readonly steps: ReadonlyMap<string, FlowStep>;
  /** Names of the intents that modules declare. */
  readonly intents: ReadonlySet<string>;
  /** Who has which words already, beside the flows. */
  readonly words: readonly TriggerOwner[];
  variable(name: string): { readonly always: boolean } | null;
  readonly templates: Templates;
  readonly channels: readonly ChannelLimits[];
  readonly events: ReadonlySet<string>;
  /** Kinds of groups, and a group that a schedule of this flow names and that there is none of. */
  readonly audiences: ReadonlySet<string>;
  isThere(who: FlowAudience): boolean;
  /** The files that its nodes name and that were uploaded here: what a contact sent goes with their conversation. */
  readonly files: ReadonlyMap<string, Pick<FileRow, 'mediaType' | 'size'>>;
}

export interface ChannelLimits {
  readonly name: string;
  readonly textLength: number;
  /** How many letters a choice's title may have here; null: choices are numbers to type. */
  readonly titleLength: number | null;
  /** For so long after somebody wrote they may be sent what was not approved before; null: always. */
  readonly windowHours: number | null;
  readonly files: Abilities['files'];
}

/** Who takes these words before any flow is asked: a guard, or a module's intent. */
export interface TriggerOwner {
  readonly owner: string;
  readonly words: ReadonlySet<string>;
}

export function fault(code: string, node: string | null, message: string): FlowFault {
  return { code, severity: 'fault', node, message };
}

export function warning(code: string, node: string | null, message: string): FlowFault {
  return { code, severity: 'warning', node, message };
}
