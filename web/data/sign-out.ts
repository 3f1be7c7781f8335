import { useCallback } from 'react';
import { ApiError, post } from './api.ts';
import { forgetDrafts } from './drafts.ts';
import { sessionIsOver } from './ended.ts';
import { queries } from './queries.ts';
import { followOrganization } from './realtime.ts';
import { forgetOrganization, meQuery } from './session.ts';

/** What tabs of one browser tell each other. */
const tabs = 'baraza.signed-out';
let others: BroadcastChannel | null = null;

/** Signed out in one tab is signed out in all: none of them goes on showing what was read. */
export function watchSignOut(): void {
  others = new BroadcastChannel(tabs);
  others.onmessage = forget;
}

/** Ends the session and forgets in this browser what was read and begun. */
export function useSignOut(): () => void {
  return useCallback(() => {
    void post('/api/auth/sign-out', { body: {} })
      // Already over is as good.
      .catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.status !== 401) throw error;
      })
      .then(() => {
        others?.postMessage(null);
        forget();
      });
  }, []);
}

function forget(): void {
  forgetDrafts();
  forgetOrganization(queries);
  void followOrganization(null);
  queries.setQueryData(meQuery.queryKey, null);
  sessionIsOver();
}
