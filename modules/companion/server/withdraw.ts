import { type PhraseList, phrases, said } from '#core/dialogue/words.ts';

/** Whole messages that take back everything that was allowed. */
export const withdrawWords = {
  en: ['withdraw', 'withdraw consent', 'withdraw my consent', 'i withdraw my consent', 'i take back my consent', 'revoke consent'],
  ur: ['اجازت واپس', 'میں اجازت واپس لیتا ہوں', 'میں اجازت واپس لیتی ہوں', 'رضامندی واپس'],
  'ur-Latn': ['ijazat wapas', 'main ijazat wapas leta hoon', 'main ijazat wapas leti hoon', 'razamandi wapas'],
  hi: ['सहमति वापस', 'मैं सहमति वापस लेता हूँ', 'मैं सहमति वापस लेती हूँ', 'अनुमति वापस'],
  'hi-Latn': ['sehmati wapas', 'sahmati wapas', 'main sahmati wapas leta hoon', 'main sahmati wapas leti hoon'],
  ar: ['سحب الموافقة', 'أسحب موافقتي', 'أريد سحب موافقتي'],
  sw: ['ondoa idhini', 'naondoa idhini yangu', 'naondoa ruhusa yangu'],
  es: ['retirar consentimiento', 'retiro mi consentimiento', 'retirar mi consentimiento'],
  fr: ['retirer mon consentement', 'je retire mon consentement', 'retrait du consentement'],
} satisfies PhraseList;

const words = phrases(withdrawWords);

export function withdraws(text: string): boolean {
  return words.has(said({ text }));
}
