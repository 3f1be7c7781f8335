/** The languages of the app; what contacts write and are answered in is another list. */
export const languages = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'ur', name: 'اردو', direction: 'rtl' },
  { code: 'sw', name: 'Kiswahili', direction: 'ltr' },
] as const;

export type LanguageCode = (typeof languages)[number]['code'];

/** The first language a person's browser asks for that we have. */
export function languageOf(wanted: readonly string[]): LanguageCode {
  const found = wanted.map((tag) => languages.find(({ code }) => tag.toLowerCase().split('-')[0] === code)).find(Boolean);
  return found?.code ?? 'en';
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return languages.find(({ code }) => code === language)?.direction ?? 'ltr';
}
