import { useCallback } from 'react';
import { ApiError, post } from './api.ts';
import { forgetDrafts } from './drafts.ts';
import { sessionIsBack, sessionIsOver } from './ended.ts';
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

/** Somebody signed in over the page of a session that was over. Another person finds nothing of the one before. */
export async function signedInAgain(): Promise<void> {
  const before = queries.getQueryData(meQuery.queryKey)?.person.id;
  const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => undefined);
  if (me !== undefined && me?.person.id !== before) forgetWork();
  sessionIsBack();
}

function forgetWork(): void {
  forgetDrafts();
  forgetOrganization(queries);
}

function forget(): void {
  forgetWork();
  void followOrganization(null);
  queries.setQueryData(meQuery.queryKey, null);
  sessionIsOver();
}
