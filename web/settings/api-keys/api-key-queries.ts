import { queryOptions } from '@tanstack/react-query';
import type { ApiKey } from '#contract/organizations.ts';
import { readAll } from '#web/data/read-all.ts';

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => readAll<ApiKey>('/api/api-keys', signal),
  meta: { live: { changes: ['settings'] } },
});
