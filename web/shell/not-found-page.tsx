import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { EmptyState } from '#web/ui/states.tsx';

/** Nothing is at this address, or nothing that this person may see: the two are not told apart. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('frame:notFound.title')}>
      <EmptyState icon={Compass} title={t('frame:notFound.what')} action={<Link to="/">{t('frame:notFound.home')}</Link>}>
        {t('frame:notFound.todo')}
      </EmptyState>
    </Page>
  );
}
