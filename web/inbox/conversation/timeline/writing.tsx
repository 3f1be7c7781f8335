import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';

/** Who is writing just now; its line is always there, so that nothing jumps. */
export function Writing({ contact, members }: { readonly contact: string | null; readonly members: readonly string[] }) {
  const { t } = useTranslation();
  const { language } = useReader();
  const names = new Intl.ListFormat(language).format(members);
  return (
    <p role="status" className="h-5 truncate px-4 text-small text-muted two:px-6">
      {contact && <span className="me-3">{t('conversation:contactWriting', { name: contact })}</span>}
      {members.length > 0 && <span className="text-amber">{t('conversation:memberWriting', { names, count: members.length })}</span>}
    </p>
  );
}
