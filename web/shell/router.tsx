import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Skeleton } from '#web/ui/states.tsx';
import { FailedPage } from './failed-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import type { PageEntry } from './page-entry.ts';
import { Root } from './root.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: PageEntry;
  }
}

/** One route for each page of the list, all below the frame. */
export function createAppRouter(pages: readonly PageEntry[]) {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage });
  const routes = pages.map((page) => {
    const route = createRoute({ getParentRoute: () => root, path: page.path, component: page.component, staticData: { page } });
    if (page.below === undefined) return route;
    return route.addChildren([createRoute({ getParentRoute: () => route, path: page.below, staticData: { page } })]);
  });
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPreload: 'intent',
    defaultPendingComponent: () => <Skeleton lines={6} />,
    // One page that fails leaves the frame, and the other pages, as they are.
    defaultErrorComponent: FailedPage,
    scrollRestoration: true,
  });
}
