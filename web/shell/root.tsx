import { useQuery } from '@tanstack/react-query';
import { Outlet, useMatches } from '@tanstack/react-router';
import { Direction } from 'radix-ui';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionEnded } from '#web/data/ended.ts';
import { meQuery, placeOf, useChosen } from '#web/data/session.ts';
import { directionOf } from '#web/i18n/languages.ts';
import { classes } from '#web/ui/classes.ts';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Toasts } from '#web/ui/toast.tsx';
import { TooltipProvider } from '#web/ui/tooltip.tsx';
import { Bare } from './bare.tsx';
import { withSentences } from './lazy-page.ts';
import { OfflineBanner } from './offline-banner.tsx';
import type { PageEntry } from './page-entry.ts';
import { SessionEnded } from './session-ended.tsx';
import { Shell } from './shell.tsx';
import { SkipLink } from './skip-link.tsx';

// Who is here already needs none of these.
const SignInPage = lazy(
  withSentences(['account'], () => import('#web/account/sign-in-page.tsx').then((parts) => ({ default: parts.SignInPage }))),
);
const ChooserPage = lazy(() => import('./chooser-page.tsx').then((parts) => ({ default: parts.ChooserPage })));
const EnrolPage = lazy(withSentences(['account'], () => import('./enrol-page.tsx').then((parts) => ({ default: parts.EnrolPage }))));

/** Around every page: who is here, and what they may see of it. */
export function Root() {
  const { i18n } = useTranslation();
  return (
    <Direction.Provider dir={directionOf(i18n.language)}>
      <TooltipProvider delayDuration={400}>
        {/* As high as the screen: the banner takes its place from the page, and covers nothing. Out of sight while nobody is known to be here. */}
        <div className={classes('flex h-dvh flex-col', useSessionEnded() && 'invisible')}>
          <SkipLink />
          <OfflineBanner />
          <Suspense
            fallback={
              <Bare>
                <Skeleton />
              </Bare>
            }
          >
            <Inside page={useMatches().at(-1)?.staticData.page} />
          </Suspense>
        </div>
        <Toasts />
        <SessionEnded />
      </TooltipProvider>
    </Direction.Provider>
  );
}

/** The page, or what has to come before it: signing in, choosing an organization, a second factor. The address stays. */
function Inside({ page }: { readonly page: PageEntry | undefined }) {
  const me = useQuery(meQuery);
  const chosen = useChosen();
  if (page?.access === 'anyone') {
    return (
      <Bare wide={page.path === '/ui'}>
        <Outlet />
      </Bare>
    );
  }
  if (me.isPending) {
    return (
      <Bare>
        <Skeleton />
      </Bare>
    );
  }
  if (me.data === undefined) {
    return (
      <Bare>
        <ErrorState error={me.error} onRetry={() => void me.refetch()} />
      </Bare>
    );
  }
  if (me.data === null) return <SignInPage />;
  const place = placeOf(me.data, chosen);
  if (!place && page?.access !== 'person') return <ChooserPage me={me.data} />;
  if (place?.blockedBy === 'second_factor' && page?.access !== 'person') {
    return <EnrolPage place={place} />;
  }
  // Another person's pages are other pages: nothing that is drawn stays.
  return <Shell key={me.data.person.id} page={page} place={place} />;
}
