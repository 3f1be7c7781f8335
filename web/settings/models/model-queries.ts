import type { ModelProvider } from '#contract/models.ts';
import { listQuery, oneQuery } from '#web/data/by-address.ts';

export const providersQuery = listQuery<ModelProvider>('/api/model-providers');
export const providerQuery = (id: string) => oneQuery<ModelProvider>(`/api/model-providers/${id}`);
