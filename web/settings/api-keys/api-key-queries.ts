import type { ApiKey } from '#contract/organizations.ts';
import { listQuery } from '#web/data/by-address.ts';

export const apiKeysQuery = listQuery<ApiKey>('/api/api-keys');
