import { useQueryClient } from '@tanstack/react-query';
import { patch } from '#web/data/api.ts';
import type { SafetySettings, SafetySettingsChange } from '../contract.ts';
import { settingsQuery } from './data.ts';

/** Stores some of the settings; what is not named stays. */
export function useSaveSettings(): (change: SafetySettingsChange) => Promise<void> {
  const queries = useQueryClient();
  return async (body) => {
    queries.setQueryData(settingsQuery.queryKey, await patch<SafetySettings>('/api/safety/settings', { body }));
  };
}
