import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { bring } from '#web/i18n/i18n.ts';
import type { LateRoom } from '#web/locales/late.ts';
import { isNotLoaded, notLoaded } from './not-loaded.ts';

/** Loads something when it is first shown, with the sentences that only it and its like need. */
export const withSentences =
  <Loaded>(rooms: readonly LateRoom[], load: () => Promise<Loaded>) =>
  async () => {
    try {
      return (await Promise.all([load(), bring(...rooms)]))[0];
    } catch (error) {
      // In its own words the router would load the whole address anew: with the server down, that leaves the app.
      throw isNotLoaded(error) ? notLoaded() : error;
    }
  };

/** The page that a file exports under this name, loaded with the sentences of these rooms when it is first opened. */
export function lazyPage<Name extends string>(
  load: () => Promise<Readonly<Record<Name, RouteComponent>>>,
  name: Name,
  ...rooms: readonly LateRoom[]
): RouteComponent {
  return lazyRouteComponent(withSentences(rooms, load), name);
}
