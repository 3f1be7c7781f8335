import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '#contract/contacts.ts';
import { useReader } from '#web/data/reader.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { Badge } from '#web/ui/marks.tsx';
import { extrasQuery } from './data.ts';
import { useAddressWords } from './options.ts';
import { languageWords, nameOf } from './words.ts';

/** One of two records, with what tells them apart. */
export function ComparedContact({ contact, kept }: { readonly contact: ContactDetail; readonly kept: boolean }) {
  const { t } = useTranslation();
  const reader = useReader();
  const wordsOf = useAddressWords();
  const extras = useQuery(extrasQuery(contact.id)).data;
  const { messagesIn, messagesOut } = contact.statistics;
  const lines = [
    contact.identities.map(wordsOf).join(', '),
    contact.language && languageWords(contact.language, reader.language),
    extras?.tags.map(({ name }) => name).join(', '),
    t('contacts:conversations.count', { messagesIn, messagesOut }),
    t('contacts:merge.since', { when: formatMoment(contact.firstSeenAt, reader) }),
  ].filter(Boolean);
  return (
    <span className="min-w-0 flex-1">
      <span className="flex flex-wrap items-center gap-2">
        <bdi className="font-strong [overflow-wrap:anywhere]">{nameOf(contact) ?? t('contacts:unnamed')}</bdi>
        {kept && <Badge tone="acacia">{t('contacts:merge.stays')}</Badge>}
        {contact.optedOut.length > 0 && <Badge tone="amber">{t('contacts:optedOut')}</Badge>}
      </span>
      {lines.map((line) => (
        <span key={line} dir="auto" className="block text-muted [overflow-wrap:anywhere]">
          {line}
        </span>
      ))}
    </span>
  );
}
