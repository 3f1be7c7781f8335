import type { FlowCase } from '#contract/flow-cases.ts';
import type { FlowWithDraft } from '#contract/flow-state.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { get } from '#web/data/api.ts';
import { explainKnown } from '#web/ui/form.tsx';
import { tell } from '#web/ui/toast.tsx';
import { keepFile, toCaseFile } from './flow-file.ts';

/** A flow with its tests, as a file to keep. */
export async function exportFlow({ id, name, title }: FlowWithDraft, definition: FlowDefinition): Promise<void> {
  try {
    const { items } = await get<{ items: FlowCase[] }>(`/api/flows/${id}/cases`);
    keepFile({ name, title, definition, ...(items.length > 0 ? { cases: items.map(toCaseFile) } : {}) });
  } catch (error) {
    tell(explainKnown(error), { tone: 'fault' });
  }
}
