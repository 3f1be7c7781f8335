import { publishReadyFlow } from '#flows/index.ts';
import { badField } from '#platform/fields.ts';
import { languages } from '#platform/i18n.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { CompanionChange, CompanionSettings } from '../contract.ts';
import { companionFlows } from './flows/index.ts';
import { findRole, findSettings, putSettings, type SettingsRow } from './store.ts';
import type { CompanionTools } from './tools.ts';

const off: SettingsRow = { confirmed_at: null, confirmed_by: null, responsible_id: null, reviewed: [], nudges: true };

export async function readSettings(scope: Scope, tools: CompanionTools): Promise<CompanionSettings> {
  requirePermission(scope, 'companion.read');
  return show(scope, tools, (await findSettings(scope.db, scope.organization.id)) ?? off);
}

/**
 * Switched on by somebody who confirms that people look after it and names the clinician who answers for it. What it needs is published with
 * it; flows of these names that are there already stay as they are.
 */
export async function changeSettings(scope: Scope, tools: CompanionTools, change: CompanionChange): Promise<CompanionSettings> {
  requirePermission(scope, 'companion.configure');
  const { db, organization, clock, actor } = scope;
  const before = (await findSettings(db, organization.id)) ?? off;
  await requireGood(scope, change, before);
  if (change.on === true) for (const flow of companionFlows) await publishReadyFlow(scope, tools.flows, flow);
  const isOn = change.on ?? before.confirmed_at !== null;
  const confirmed = { confirmed_at: before.confirmed_at ?? clock.now(), confirmed_by: before.confirmed_by ?? `${actor.kind}:${actor.id}` };
  const row: SettingsRow = {
    ...(isOn ? confirmed : { confirmed_at: null, confirmed_by: null }),
    responsible_id: change.responsibleId ?? before.responsible_id,
    reviewed: change.reviewed ? [...new Set(change.reviewed)] : before.reviewed,
    nudges: change.nudges ?? before.nudges,
  };
  await putSettings(db, organization.id, { ...row, changed_at: clock.now() });
  return show(scope, tools, row);
}

async function requireGood(scope: Scope, { on, responsibleId, reviewed }: CompanionChange, before: SettingsRow): Promise<void> {
  if (on === true && (responsibleId ?? before.responsible_id) === null)
    throw badField('responsibleId', 'is missing: name the clinician who answers for it');
  if (responsibleId !== undefined) await requireClinician(scope, responsibleId);
  if (reviewed?.some((one) => !(languages as readonly string[]).includes(one)))
    throw badField('reviewed', `must be languages it speaks: ${languages.join(', ')}`);
}

async function requireClinician({ db }: Scope, memberId: string): Promise<void> {
  const role = await findRole(db, memberId);
  if (role !== 'clinician' && role !== 'owner') throw badField('responsibleId', 'must be a member whose role is clinician, or an owner');
}

async function show({ organization }: Scope, { flows }: CompanionTools, row: SettingsRow): Promise<CompanionSettings> {
  const published = await flows.books.published(organization.id);
  return {
    on: row.confirmed_at !== null,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    responsibleId: row.responsible_id,
    reviewed: [...row.reviewed],
    unreviewed: languages.filter((language) => !row.reviewed.includes(language)),
    nudges: row.nudges,
    flows: companionFlows.map(({ name, title }) => ({ name, title, published: published.some((flow) => flow.name === name) })),
  };
}
