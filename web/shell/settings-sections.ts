import type { PageEntry } from './page-entry.ts';

export interface SettingsSection {
  readonly section: NonNullable<PageEntry['section']>;
  readonly pages: readonly PageEntry[];
}

const order = ['organization', 'conversations', 'contacts', 'programs'] as const;

/** The pages of the settings under their headings; `fits` leaves out what somebody does not look for. */
export function bySection(pages: readonly PageEntry[], fits: (page: PageEntry) => boolean = () => true): readonly SettingsSection[] {
  return order
    .map((section) => ({ section, pages: pages.filter((page) => (page.section ?? 'organization') === section && fits(page)) }))
    .filter((one) => one.pages.length > 0);
}
