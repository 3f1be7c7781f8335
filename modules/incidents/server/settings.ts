import { findMembers } from '#core/members/members.ts';
import { badField } from '#platform/fields.ts';
import type { RoleName } from '#platform/module.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readCareSettings, writeCareSettings } from '#safety/index.ts';
import type { SafetySettings, SafetySettingsChange } from '../contract.ts';
import { requireLine } from './alert-line.ts';
import type { IncidentTools } from './tools.ts';

export async function showSettings(scope: Scope): Promise<SafetySettings> {
  requirePermission(scope, 'safety.read');
  return toShown(await readCareSettings(scope));
}

/** What is not named stays. Who is to be called must be somebody who may see incidents. */
export async function changeSettings(scope: Scope, tools: IncidentTools, change: SafetySettingsChange): Promise<SafetySettings> {
  requirePermission(scope, 'safety.change');
  for (const field of ['chain', 'pool'] as const) await requireCallable(scope, tools, field, change[field] ?? []);
  if (change.readingProvider) await requireReader(scope, tools, change.readingProvider);
  if (change.phoneAlerts) await requireLine(scope, tools, change.phoneAlerts);
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const settings = { ...(await readCareSettings(scope)), ...named };
  await writeCareSettings(scope, settings);
  if (change.readingProvider !== undefined) await tools.forgetChannels(scope);
  return toShown(settings);
}

/** Words of contacts go nowhere that somebody has not allowed (contactText). */
async function requireReader(scope: Scope, { readers }: IncidentTools, name: string): Promise<void> {
  const names = await readers(scope);
  if (names.includes(name)) return;
  const there = names.length > 0 ? `there is ${names.map((one) => `"${one}"`).join(', ')}` : 'there is none yet';
  throw badField(
    'readingProvider',
    `must be the name of an active model provider that contacts’ words may be sent to (contactText); ${there}`,
  );
}

async function requireCallable(scope: Scope, tools: IncidentTools, field: string, ids: readonly string[]): Promise<void> {
  const members = new Map((await findMembers(scope.db, scope.organization.id, ids)).map((row) => [row.id, row]));
  for (const [n, id] of ids.entries()) {
    const member = members.get(id);
    const may = member && member.disabled_at === null && tools.permissionsOfRole(member.role as RoleName).has('incidents.read');
    if (!may) throw badField(`${field}[${n}]`, 'is no active member who may see incidents');
  }
}

function toShown(settings: Awaited<ReturnType<typeof readCareSettings>>): SafetySettings {
  return {
    ...settings,
    minutes: { ...settings.minutes },
    quiet: settings.quiet && { ...settings.quiet },
    chain: [...settings.chain],
    pool: [...settings.pool],
    phoneAlerts: settings.phoneAlerts && {
      ...settings.phoneAlerts,
      quiet: settings.phoneAlerts.quiet && { ...settings.phoneAlerts.quiet },
    },
    followUpTemplate: settings.followUpTemplate && { ...settings.followUpTemplate, languages: [...settings.followUpTemplate.languages] },
  };
}
