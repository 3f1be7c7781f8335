/** Rooms so full of sentences that they come with the first of their pages, not with the frame. What names pages stands in "titles". */
const files = import.meta.glob<Record<string, unknown>>(
  [
    './*/{settings,conversation,inbox,troubles,home,welcome,flows}.json',
    '../../modules/{contacts,incidents,inspector,phone}/web/locales/*.json',
  ],
  { import: 'default' },
);

export type LateRoom =
  | 'settings'
  | 'conversation'
  | 'inbox'
  | 'troubles'
  | 'home'
  | 'welcome'
  | 'flows'
  | 'contacts'
  | 'incidents'
  | 'inspector'
  | 'phone';

export async function readLate(language: string, room: LateRoom): Promise<Record<string, unknown>> {
  const file = files[`./${language}/${room}.json`] ?? files[`../../modules/${room}/web/locales/${language}.json`];
  return (await file?.()) ?? {};
}
