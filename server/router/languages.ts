import type { Language } from '#platform/i18n.ts';

/** What each language calls itself, in its own script; what a contact is shown to choose from. At most 20 characters. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  ur: 'اردو',
  'ur-Latn': 'Roman Urdu',
  hi: 'हिन्दी',
  'hi-Latn': 'Roman Hindi',
  ar: 'العربية',
  sw: 'Kiswahili',
  es: 'Español',
  fr: 'Français',
};
