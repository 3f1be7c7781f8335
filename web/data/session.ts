import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Installation, Me, MyPlace } from '#contract/accounts.ts';
import { speak } from '#web/i18n/i18n.ts';
import { ApiError, get, surroundings } from './api.ts';
import { changePreferences, type Preferences, preferences } from './preferences.ts';

/** Who is signed in, where they are a member, and which of these organizations is chosen in this tab. */

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await get<Me>('/api/me', { signal });
      takeOver(me);
      return me;
    } catch (error) {
      // Nobody: that is an answer, and no fault.
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => get<Installation>('/api/installation', { signal }),
  staleTime: 60_000,
});

/** The account knows best how its owner likes the app; what it does not say stays as it is in this browser. */
function takeOver({ person }: Me): void {
  const { language, theme, timeZone, density, clock } = person.preferences;
  const next: Preferences = { language: language ?? preferences().language, theme, timeZone, density, clock };
  if (next.language !== preferences().language) void speak(next.language);
  changePreferences(next);
}

/** The signed-in person; pages inside the frame are drawn only when there is one. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('A page of the frame was drawn without anybody signed in.');
  return data;
}

/** The organization the page is about, with what the person may do there. */
export function usePlace(): MyPlace {
  const place = placeOf(useMe(), useChosen());
  if (!place) throw new Error('A page of an organization was drawn before one was chosen.');
  return place;
}

export function usePermission(permission: string): boolean {
  return usePlace().permissions.includes(permission);
}

/** The chosen one, or the only one; undefined: somebody has to choose. */
export function placeOf(me: Me, chosen: string | null): MyPlace | undefined {
  const named = me.organizations.find((one) => one.slug === chosen || one.id === chosen);
  return named ?? (me.organizations.length === 1 ? me.organizations[0] : undefined);
}

const kept = 'baraza.organization';
let chosen = readChosen();
const listeners = new Set<() => void>();
surroundings.organization = chosen;

/** A link may name the organization it is about; then this tab's own choice; then the last one of any tab. */
function readChosen(): string | null {
  const address = new URL(location.href);
  const named = address.searchParams.get('organization');
  if (named !== null) {
    address.searchParams.delete('organization');
    history.replaceState(history.state, '', address);
    sessionStorage.setItem(kept, named);
  }
  return named ?? sessionStorage.getItem(kept) ?? localStorage.getItem(kept);
}

export function useChosen(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
}

/** Another organization: nothing that was read for the one before is shown for it. */
export function chooseOrganization(slug: string, queries: QueryClient): void {
  chosen = slug;
  surroundings.organization = slug;
  sessionStorage.setItem(kept, slug);
  localStorage.setItem(kept, slug);
  forgetOrganization(queries);
  for (const listener of listeners) listener();
}

/** Everything but the person themselves. */
export function forgetOrganization(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey: [first] }) => first !== 'me' && first !== 'installation' });
}

/** An address to send to a colleague, who may have another organization before them. */
export function shareAddress(place: MyPlace): string {
  const address = new URL(location.href);
  address.searchParams.set('organization', place.slug);
  return address.href;
}
