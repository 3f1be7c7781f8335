import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type LateRoom, readLate } from '#web/locales/late.ts';
import { icuFormat } from './icu.ts';
import { directionOf, type LanguageCode } from './languages.ts';

/** Sentences of one language, by room: { frame: { … }, account: { … } }. */
type Sentences = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One file a language, loaded when it is spoken. */
const load: Readonly<Record<LanguageCode, () => Promise<{ sentences: Sentences }>>> = {
  en: () => import('#web/locales/en.ts'),
  ur: () => import('#web/locales/ur.ts'),
  sw: () => import('#web/locales/sw.ts'),
};

/** Loads the sentences before anything is drawn. */
export async function startSentences(language: LanguageCode): Promise<void> {
  await i18next
    .use(icuFormat)
    .use(initReactI18next)
    .init({ lng: language, fallbackLng: 'en', resources: {}, interpolation: { escapeValue: false }, returnNull: false });
  await speak(language);
}

/** Changes the language of everything on the screen, and the direction in which it is read. */
export async function speak(language: LanguageCode): Promise<void> {
  const { sentences } = await load[language]();
  for (const [room, words] of Object.entries(sentences)) i18next.addResourceBundle(language, room, words, true, true);
  await Promise.all([...late].map((room) => addLate(language, room)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/** Rooms that somebody has needed so far, beyond those that are there from the start. */
const late = new Set<LateRoom>();

/** The sentences of a room that come with its pages; in this language, and in each that is spoken later. */
export async function bring(room: LateRoom): Promise<void> {
  late.add(room);
  await addLate(i18next.language, room);
}

async function addLate(language: string, room: LateRoom): Promise<void> {
  i18next.addResourceBundle(language, room, await readLate(language, room), true, true);
}

/** For sentences outside of components: `say('data:unreachable')`. */
export const say = (key: string, values?: Record<string, unknown>): string => i18next.t(key, values ?? {});

/** Whether there is such a sentence: what a program names may have none yet. */
export function says(key: string): boolean {
  const [room = '', name = ''] = key.split(':', 2);
  return typeof i18next.getResource(i18next.language, room, name) === 'string';
}
