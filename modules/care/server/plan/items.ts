import type { OrganizationKey } from '#platform/secrets.ts';
import { type PlanItem, type PlanStep, planSteps, type SafetyPlan } from '../../contract.ts';
import type { StepRow } from './plan-store.ts';

export type PlanItems = SafetyPlan['steps'];

export const stepPlace = (id: string) => ({ table: 'safety_plan_steps', column: 'sealed_items', row: id });

export function sealItems(key: OrganizationKey, id: string, items: readonly PlanItem[]): string {
  return key.seal(stepPlace(id), JSON.stringify(items));
}

/** What each step says now: of its rows the one with the highest version. */
export function openItems(key: OrganizationKey, rows: readonly StepRow[]): PlanItems {
  return Object.fromEntries(planSteps.map((step) => [step, itemsOf(key, rows, step)])) as unknown as PlanItems;
}

function itemsOf(key: OrganizationKey, rows: readonly StepRow[], step: PlanStep): PlanItem[] {
  const own = rows.filter((row) => row.step === step);
  const last = own.reduce<StepRow | null>((found, row) => (found && found.version > row.version ? found : row), null);
  return last ? (JSON.parse(key.open(stepPlace(last.id), last.sealed_items)) as PlanItem[]) : [];
}
