import { useEffect } from 'react';
import { get } from '#web/data/api.ts';
import { useConnection } from '#web/data/connection.ts';
import { ErrorState } from '#web/ui/states.tsx';
import { isNotLoaded, notLoaded } from './not-loaded.ts';

/** In the place of a page that failed; the frame, and the other pages, stay as they are. */
export function FailedPage({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const late = isNotLoaded(error);
  const connection = useConnection();
  useEffect(() => {
    if (late && connection === 'here') void loadAgain(true);
  }, [late, connection]);
  return <ErrorState error={late ? notLoaded() : error} onRetry={late ? () => void loadAgain() : reset} />;
}

const place = 'baraza.loadedAgain';
const pauseMs = 30_000;

/**
 * A browser keeps that a file could not be had, so the whole page is loaded again; but only once the server answers, for the browser's own
 * page of errors has no way back. By itself not twice in a row: a file that is really missing would make it go round for ever.
 */
async function loadAgain(byItself = false): Promise<void> {
  if (byItself && Date.now() - Number(sessionStorage.getItem(place) ?? 0) < pauseMs) return;
  const reached = await get('/api/installation').then(
    () => true,
    () => false,
  );
  if (!reached) return;
  sessionStorage.setItem(place, String(Date.now()));
  location.reload();
}
