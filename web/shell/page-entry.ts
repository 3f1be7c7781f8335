import type { RouteComponent } from '@tanstack/react-router';
import { createContext, use } from 'react';
import type { Icon } from '#web/ui/icon.ts';

/** One page of the app, as the pages.ts of its room lists it. */
export interface PageEntry {
  /** With parameters as "$id". */
  readonly path: string;
  /** Addresses below it that are the same page with one thing open in it: "$conversationId". The page stays while they change. */
  readonly below?: string;
  /** Key of the title in locales/. */
  readonly title: string;
  readonly icon?: Icon;
  /** Where it is offered: in the rail, among the settings, with the account, or only by links to it. */
  readonly group: 'work' | 'settings' | 'account' | 'none';
  /** Who may open it: a member of the chosen organization, any signed-in person, anyone. */
  readonly access: 'member' | 'person' | 'anyone';
  /** The permission a member needs; without it the page is neither offered nor opened. */
  readonly permission?: string;
  /** Of a page of the settings: under which heading it stands. */
  readonly section?: 'organization' | 'conversations' | 'contacts' | 'programs';
  /** Leads there from anywhere: "g h". */
  readonly shortcut?: string;
  /** A hook: how many things call for attention there, beside its name in the rail. */
  readonly useBadge?: (permissions: readonly string[]) => number;
  readonly component: RouteComponent;
}

/** Handed down, because pages are below the frame and the list above it. */
export const PagesContext = createContext<readonly PageEntry[]>([]);

/** Every page, also those that this person may not open. */
export function usePages(): readonly PageEntry[] {
  return use(PagesContext);
}

/** The pages of one group that somebody with these permissions may open. */
export function useOffered(group: PageEntry['group'], permissions: readonly string[]): readonly PageEntry[] {
  return usePages().filter((page) => page.group === group && mayOpen(page, permissions));
}

export function mayOpen(page: Pick<PageEntry, 'permission'>, permissions: readonly string[]): boolean {
  return page.permission === undefined || permissions.includes(page.permission);
}

/** Whether an address leads to a page that somebody with these permissions may open. */
export function leadsSomewhere(pages: readonly PageEntry[], permissions: readonly string[], address: string): boolean {
  const [path = ''] = address.split('?');
  const parts = path.split('/');
  const fits = (pattern: readonly string[]) =>
    pattern.length === parts.length &&
    pattern.every((part, index) => part === parts[index] || (part.startsWith('$') && parts[index] !== ''));
  const leads = ({ path: own, below }: PageEntry) => fits(own.split('/')) || (below !== undefined && fits([...own.split('/'), below]));
  return pages.some((page) => leads(page) && (page.access !== 'member' || mayOpen(page, permissions)));
}
