import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfirmedEmail } from '#contract/accounts.ts';
import { post } from '#web/data/api.ts';
import { meQuery } from '#web/data/session.ts';
import { explainKnown } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { useWindowTitle } from '#web/ui/page.tsx';
import { EmptyState, Skeleton } from '#web/ui/states.tsx';
import { forgetToken, useToken } from './use-token.ts';

/** Where the link to prove an address leads. Opening it is all that has to be done. */
export function ConfirmEmailPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const token = useToken('confirm');
  // A token counts once, so it is asked for once, however often this is drawn.
  const asked = useQuery({
    queryKey: ['confirm-email', token],
    queryFn: () => post<ConfirmedEmail>('/api/auth/confirm-email', { body: { token } }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  useEffect(() => {
    if (!asked.data) return;
    forgetToken('confirm');
    void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  }, [asked.data, queries]);
  useWindowTitle(t('titles:account.confirm'));
  if (token !== '' && asked.isPending) return <Skeleton lines={2} />;
  const { title, text } = asked.data
    ? { title: t('account:confirm.done'), text: t('account:confirm.doneText', { email: asked.data.email }) }
    : { title: t('account:confirm.failed'), text: asked.error ? explainKnown(asked.error) : t('account:linkIncompleteText') };
  return (
    <EmptyState whole icon={MailCheck} title={title} action={<Link to="/">{t('account:goOn')}</Link>}>
      {text}
    </EmptyState>
  );
}
