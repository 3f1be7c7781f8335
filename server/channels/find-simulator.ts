import { badFields } from '#platform/fields.ts';
import type { Scope } from '#platform/scope.ts';
import { changeChannel } from './change-channel.ts';
import { createChannel } from './create-channel.ts';
import { listChannelRows } from './store.ts';
import type { ChannelTools } from './tools.ts';

/**
 * The organization's simulator channel; made when there is none. It answers with `assistant` when one is named, else with
 * what the organization's first channel answers with, else offline.
 */
export async function findSimulator(scope: Scope, tools: ChannelTools, assistant: string | undefined): Promise<string> {
  const rows = await listChannelRows(scope.db, scope.organization.id, { limit: 200, after: null });
  const simulator = rows.find((row) => row.type === 'simulator');
  const wanted = assistant === undefined ? undefined : { kind: assistant };
  const faults = wanted ? tools.checkAssistant(wanted) : [];
  if (faults.length > 0) throw badFields(faults);
  if (simulator) {
    if (wanted) await changeChannel(scope, tools, { id: simulator.id, assistant: wanted });
    return simulator.id;
  }
  const settings = wanted ?? (rows.find((row) => row.state === 'active')?.assistant as { kind: string } | undefined) ?? { kind: 'offline' };
  return (await createChannel(scope, tools, { type: 'simulator', name: 'Simulator', settings: {}, secrets: {}, assistant: settings })).id;
}
