import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { installationQuery, meQuery } from '#web/data/session.ts';
import { Bare } from '#web/shell/bare.tsx';
import { useWindowTitle } from '#web/ui/page.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Stands in the place of any page while nobody is signed in; afterwards the page itself is there. */
export function SignInPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: installation } = useQuery(installationQuery);
  useWindowTitle(t('account:signIn.title'));
  return (
    <Bare>
      <h1 className="mb-5 text-title">{t('account:signIn.title')}</h1>
      {installation?.firstRun && <p className="mb-5 rounded-control bg-amber-soft px-3 py-2 text-amber">{t('account:signIn.firstRun')}</p>}
      <SignInForm onDone={() => void queries.invalidateQueries({ queryKey: meQuery.queryKey })} />
    </Bare>
  );
}
