import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Checkbox, PasswordInput, TextInput } from '#web/ui/inputs.tsx';
import { Link } from '#web/ui/link.tsx';
import { CodeStep } from './code-step.tsx';

interface Answer {
  readonly twoFactorRedirect?: boolean;
}

/** Name and password, then the code if the account has a second factor. On a page of its own, and over a page whose session ended. */
export function SignInForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(true);
  const [needsCode, setNeedsCode] = useState(false);
  const sending = useSending(
    () => post<Answer>('/api/auth/sign-in', { body: { login: login.trim(), password, rememberMe: remember } }),
    ({ twoFactorRedirect }) => (twoFactorRedirect ? setNeedsCode(true) : onDone()),
  );
  const fault = useFieldFault(sending.error);
  if (needsCode) return <CodeStep onDone={onDone} onBack={() => setNeedsCode(false)} />;
  return (
    <Form
      onSubmit={() => sending.send(undefined)}
      error={sending.error}
      fields={['login', 'password']}
      busy={sending.busy}
      submit={t('account:signIn.action')}
      wide
    >
      <Field label={t('account:login')} error={fault('login', t('account:login'))}>
        <TextInput
          name="login"
          value={login}
          onChange={(event) => setLogin(event.target.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          autoFocus
        />
      </Field>
      <Field
        label={t('account:password')}
        error={fault('password', t('account:password'))}
        aside={<Link to="/forgot-password">{t('account:forgot.link')}</Link>}
      >
        <PasswordInput
          name="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="current-password"
        />
      </Field>
      <Checkbox label={t('account:signIn.remember')} checked={remember} onValue={setRemember} />
    </Form>
  );
}
