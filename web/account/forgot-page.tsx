import { useQuery } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { installationQuery } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Link } from '#web/ui/link.tsx';
import { useWindowTitle } from '#web/ui/page.tsx';
import { EmptyState } from '#web/ui/states.tsx';

/** Asks for a link to choose a new password. What is answered never tells whether there is such an account. */
export function ForgotPage() {
  const { t } = useTranslation();
  const [login, setLogin] = useState('');
  const { data: installation } = useQuery(installationQuery);
  const [sent, setSent] = useState(false);
  const sending = useSending(
    () => post('/api/auth/forgot-password', { body: { login: login.trim() } }),
    () => setSent(true),
  );
  const fault = useFieldFault(sending.error);
  useWindowTitle(t('titles:account.forgot'));
  if (sent) {
    return (
      <EmptyState whole icon={MailCheck} title={t('account:forgot.sent')} action={<Link to="/">{t('account:backToSignIn')}</Link>}>
        {installation?.mailWorks === false ? t('account:forgot.askOperator') : t('account:forgot.look')}
      </EmptyState>
    );
  }
  return (
    <>
      <h1 className="text-title">{t('titles:account.forgot')}</h1>
      <p className="mt-1 mb-5 text-muted">{t('account:forgot.text')}</p>
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['login']}
        busy={sending.busy}
        submit={t('account:forgot.action')}
        wide
        aside={<Link to="/">{t('account:backToSignIn')}</Link>}
      >
        <Field label={t('account:login')} error={fault('login', t('account:login'))}>
          <TextInput
            value={login}
            onChange={(event) => setLogin(event.target.value)}
            autoComplete="username"
            autoCapitalize="none"
            dir="ltr"
          />
        </Field>
      </Form>
    </>
  );
}
