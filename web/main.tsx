import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/noto-sans-arabic/index.css';
import '@fontsource-variable/noto-nastaliq-urdu/index.css';
import './ui/app.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchConnection } from './data/connection.ts';
import { watchSession } from './data/ended.ts';
import { preferences, watchPreferences } from './data/preferences.ts';
import { queries } from './data/queries.ts';
import { watchSignOut } from './data/sign-out.ts';
import { speak, startSentences } from './i18n/i18n.ts';
import { pages, panels } from './pages.ts';
import { PagesContext } from './shell/page-entry.ts';
import { PanelsContext } from './shell/panels.tsx';
import { createAppRouter } from './shell/router.tsx';

// Libraries that put a <style> into the page take the nonce of this answer from here.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? '';
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce;

watchConnection();
watchSession();
watchSignOut();
watchPreferences((language) => void speak(language));
await startSentences(preferences().language);

const root = document.getElementById('app');
if (!root) throw new Error('The page has no place for the app.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <PagesContext value={pages}>
        <PanelsContext value={panels}>
          <RouterProvider router={createAppRouter(pages)} />
        </PanelsContext>
      </PagesContext>
    </QueryClientProvider>
  </StrictMode>,
);
