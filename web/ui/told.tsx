import { useReader } from '#web/data/reader.ts';
import { sayTold, type Told as Telling } from '#web/i18n/told.ts';

/** What a program found and what to do about it, in the reader's language where that has sentences at the key. */
export function Told({ at, told }: { readonly at: string; readonly told: Telling }) {
  const { text, advice, foreign } = sayTold(at, told, useReader());
  return (
    <div {...(foreign ? { lang: 'en', dir: 'auto' } : {})}>
      <p>{text}</p>
      {advice && <p className="text-muted">{advice}</p>}
    </div>
  );
}
