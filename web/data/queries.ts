import { QueryClient } from '@tanstack/react-query';
import { askAgainMs, asksAgain } from './api.ts';

/** What was read stays for a quarter of a minute; live changes come by web/data/realtime.ts and make it stale at once. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: asksAgain,
      retryDelay: askAgainMs,
      // Asked again when the connection is back; until then what was read is shown.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
