import { Inbox, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '#web/data/session.ts';
import { mayOpen, usePages } from '#web/shell/page-entry.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import type { InboxCounts } from '../../../modules/desk/contract.ts';
import { isFiltered, type Shown } from '../filter/filter.ts';

/** The list is empty: because nobody has written yet, or nobody who is theirs, because all is done, or because the filter leaves nothing. */
export function NoConversations(props: { readonly shown: Shown; readonly counts: InboxCounts | undefined; readonly onReset: () => void }) {
  const { t } = useTranslation();
  const { shown, counts, onReset } = props;
  const { permissions } = usePlace();
  const first = usePages().find((page) => ['/phone', '/settings/channels'].includes(page.path) && mayOpen(page, permissions));
  const any = counts === undefined || counts.open + counts.snoozed + counts.closed > 0;
  if (isFiltered(shown) || shown.sort !== 'newest') {
    return (
      <EmptyState icon={SearchX} title={t('inbox:empty.filtered')} action={<Button onClick={onReset}>{t('inbox:empty.reset')}</Button>}>
        {t('inbox:empty.filteredText')}
      </EmptyState>
    );
  }
  if (any) {
    return (
      <EmptyState icon={Inbox} title={t('inbox:empty.done')}>
        {t('inbox:empty.doneText')}
      </EmptyState>
    );
  }
  if (!permissions.includes('contacts.see_all')) {
    return (
      <EmptyState icon={Inbox} title={t('inbox:empty.notYours')}>
        {t('inbox:empty.notYoursText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Inbox} title={t('inbox:empty.none')} action={first && <Link to={first.path}>{t(first.title)}</Link>}>
      {first?.path === '/phone' ? t('inbox:empty.tryPhone') : t('inbox:empty.noneText')}
    </EmptyState>
  );
}
