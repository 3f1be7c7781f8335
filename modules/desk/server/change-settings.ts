import { writeSettings } from '#core/conversations/settings.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { DeskSettings } from '../contract.ts';

/** How the organization's people and its assistant share conversations, from the next message on. */
export async function changeSettings(scope: Scope, settings: DeskSettings): Promise<DeskSettings> {
  requirePermission(scope, 'desk.change');
  await writeSettings(scope, settings);
  return settings;
}
