import { unsafeIn } from '#safety/index.ts';

/** As long as nobody wants to read from a listener. */
const lengthMax = 1_200;

/** Being rude, being needed, being a secret: what a listener must not say beside what the gate stops anyway. */
const wrong: readonly (readonly [string, RegExp])[] = [
  ['rude', /\b(?:shut up|stupid|idiot|pathetic|loser|get over it|stop whining|grow up|your own fault|attention seek\w*)\b/iu],
  ['rude', /(?:بیوقوف|پاگل ہو|बेवकूफ|मूर्ख|غبي|أحمق)|\b(?:bewakoof|bewaqoof|mjinga|estúpid[oa]|imbécile|ta gueule|c[aá]llate)\b/iu],
  [
    'dependence',
    /\b(?:i(?:'m| am) always (?:here|there)|only i (?:understand|know)|no one (?:else )?understands you|you (?:only )?need (?:only )?me|i love you|don'?t leave me)\b/iu,
  ],
  ['claims_human', /\b(?:i(?:'ve| have) (?:felt|been through) (?:that|this|the same)|as a (?:fellow )?human)\b/iu],
  ['therapy', /\b(?:our therapy|therapy session|as your therapist|i diagnose)\b/iu],
];

/** Why words of a model must not be said; null: they may. The gate reads them too; this falls back to the companion's own words before. */
export function unfit(text: string, known: string): string | null {
  const plain = text.normalize('NFKC').replace(/[’ʼ`´]/g, "'");
  const [unsafe] = unsafeIn({ text: plain, own: false, known });
  if (unsafe) return unsafe;
  if (text.length > lengthMax) return 'too_long';
  return wrong.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}
