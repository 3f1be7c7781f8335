import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { EmptyState } from '#web/ui/states.tsx';

/** The role has no right to this page. */
export function ForbiddenPage({ title, role }: { readonly title: string; readonly role: string }) {
  const { t } = useTranslation();
  return (
    <Page title={title}>
      <EmptyState icon={Lock} title={t('frame:forbidden.what')} action={<Link to="/">{t('frame:notFound.home')}</Link>}>
        {t('frame:forbidden.why', { role: t(`frame:role.${role}`) })}
      </EmptyState>
    </Page>
  );
}
