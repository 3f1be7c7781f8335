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

/** Letters that Urdu has and its neighbours have not. */
const urduLetters = /[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]/;

/** Of what people wrote: Urdu is written by another hand. What is not Urdu is in no language we know, whatever the page speaks. */
export function languageOfText(text: string): string {
  return urduLetters.test(text) ? 'ur' : '';
}
