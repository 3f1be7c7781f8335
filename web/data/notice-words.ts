import type { Notice } from '#contract/notices.ts';
import { say, says } from '#web/i18n/i18n.ts';

export interface NoticeWords {
  readonly text: string;
  readonly advice: string;
  /** Of which language they are, when it is not the reader's: the program's own words are English. */
  readonly lang?: 'en';
}

/** What a notice says, in the reader's language where that has sentences for the kind. */
export function noticeWords({ kind, values, text, advice }: Notice): NoticeWords {
  const key = `frame:notice.${kind}`;
  return says(`${key}.text`) ? { text: say(`${key}.text`, values), advice: say(`${key}.advice`, values) } : { text, advice, lang: 'en' };
}
