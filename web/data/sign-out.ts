import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ApiError, post } from './api.ts';
import { forgetDrafts } from './drafts.ts';
import { followOrganization } from './realtime.ts';
import { forgetOrganization, meQuery } from './session.ts';

/** Ends the session and forgets in this browser what was read and begun. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    void post('/api/auth/sign-out', { body: {} })
      // Already over is as good.
      .catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.status !== 401) throw error;
      })
      .then(() => {
        forgetDrafts();
        forgetOrganization(queries);
        void followOrganization(null);
        queries.setQueryData(meQuery.queryKey, null);
      });
  }, [queries]);
}
