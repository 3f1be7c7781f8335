import { queryOptions } from '@tanstack/react-query';
import type { ModelProvider } from '#contract/models.ts';
import { get } from '#web/data/api.ts';
import { readAll } from '#web/data/read-all.ts';

const live = { changes: ['settings'] };

export const providersQuery = queryOptions({
  queryKey: ['model-providers'],
  queryFn: ({ signal }) => readAll<ModelProvider>('/api/model-providers', signal),
  meta: { live },
});

export const providerQuery = (id: string) =>
  queryOptions({
    queryKey: ['model-providers', id],
    queryFn: ({ signal }) => get<ModelProvider>(`/api/model-providers/${id}`, { signal }),
    meta: { live },
  });
