import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { useWindowTitle } from '#web/ui/page.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { NewPassword } from './new-password.tsx';
import { forgetToken, useToken } from './use-token.ts';

/** Where the mailed link leads: a new password. It signs nobody in, and a second factor is still asked for. */
export function ResetPage() {
  const { t } = useTranslation();
  const token = useToken('reset');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const sending = useSending(
    () => post('/api/auth/reset-password', { body: { token, password } }),
    () => {
      forgetToken('reset');
      setDone(true);
    },
  );
  const fault = useFieldFault(sending.error);
  useWindowTitle(t('titles:account.reset'));
  if (done || token === '') {
    return (
      <EmptyState
        whole
        icon={KeyRound}
        title={done ? t('account:reset.done') : t('account:linkIncomplete')}
        action={<Link to={done ? '/' : '/forgot-password'}>{done ? t('account:backToSignIn') : t('account:forgot.link')}</Link>}
      >
        {done ? t('account:reset.doneText') : t('account:linkIncompleteText')}
      </EmptyState>
    );
  }
  return (
    <>
      <h1 className="mb-5 text-title">{t('titles:account.reset')}</h1>
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['password']}
        busy={sending.busy}
        submit={t('account:reset.action')}
        wide
      >
        <NewPassword value={password} onValue={setPassword} error={fault('password', t('account:newPassword.label'))} />
      </Form>
    </>
  );
}
