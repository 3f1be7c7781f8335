import { type ModelProvider, ModelSettings } from '#contract/models.ts';
import type { DayRow, ProviderRow } from './store.ts';

/** A provider as people may see it: of its key only whether there is one. */
export function toProvider(row: ProviderRow, today: DayRow | undefined): ModelProvider {
  return {
    id: row.id,
    name: row.name,
    preset: row.preset as ModelProvider['preset'],
    ...settingsOf(row),
    keySet: row.sealed_key !== null,
    contactText: {
      allowed: row.contact_text_at !== null,
      by: row.contact_text_by,
      at: row.contact_text_at?.toISOString() ?? null,
    },
    state: row.state as ModelProvider['state'],
    today: {
      calls: today?.calls ?? 0,
      tokens: today?.tokens ?? 0,
      seconds: (today?.took_ms ?? 0) / 1000,
      exhaustedAt: today?.exhausted_at?.toISOString() ?? null,
    },
    provisioned: row.provisioned,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

/** Read anew each time, so that a setting that came later has its default for rows that are older. */
export function settingsOf(row: Pick<ProviderRow, 'settings'>): ModelSettings {
  return ModelSettings.parse(row.settings);
}

/** The place a provider's key is sealed for. */
export function keyPlace(id: string) {
  return { table: 'model_providers', column: 'sealed_key', row: id };
}

/** The day a moment belongs to, in UTC: one answer for every process and every time zone. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
