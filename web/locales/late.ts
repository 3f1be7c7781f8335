/** Rooms so full of sentences that they come with the first of their pages, not with the frame. What names pages stands in "titles". */
const files = import.meta.glob<Record<string, unknown>>(
  [
    './*/{account,gallery,settings,steps,conversation,inbox,troubles,home,welcome,flows,templates,texts,translations,trial,runs}.json',
    '../../modules/{care,companion,contacts,incidents,inspector,phone}/web/locales/*.json',
  ],
  { import: 'default' },
);

export type LateRoom =
  | 'account'
  | 'gallery'
  | 'steps'
  | 'settings'
  | 'conversation'
  | 'inbox'
  | 'troubles'
  | 'home'
  | 'welcome'
  | 'flows'
  | 'runs'
  | 'trial'
  | 'templates'
  | 'texts'
  | 'care'
  | 'companion'
  | 'translations'
  | 'contacts'
  | 'incidents'
  | 'inspector'
  | 'phone';

export async function readLate(language: string, room: LateRoom): Promise<Record<string, unknown>> {
  const file = files[`./${language}/${room}.json`] ?? files[`../../modules/${room}/web/locales/${language}.json`];
  return (await file?.()) ?? {};
}
