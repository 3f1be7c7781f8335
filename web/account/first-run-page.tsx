import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Link2Off } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Organization } from '#contract/organizations.ts';
import { get, post } from '#web/data/api.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { chooseOrganization, installationQuery, meQuery } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Field } from '#web/ui/field.tsx';
import { explainKnown, Form, useFieldFault } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Link } from '#web/ui/link.tsx';
import { useWindowTitle } from '#web/ui/page.tsx';
import { EmptyState, Skeleton } from '#web/ui/states.tsx';
import { NewPassword } from './new-password.tsx';
import { forgetToken, useToken } from './use-token.ts';

const fields = ['name', 'organization', 'email', 'password'];

/** Where the printed link leads: the first owner and the first organization. Signed in at once, so that work can begin. */
export function FirstRunPage() {
  const { t } = useTranslation();
  const token = useToken('first-run');
  const state = useQuery({
    queryKey: ['first-run', token],
    queryFn: ({ signal }) => get('/api/first-run', { query: { token }, signal }),
    enabled: token !== '',
    retry: false,
  });
  useWindowTitle(t('titles:account.firstRun'));
  if (token !== '' && state.isPending) return <Skeleton />;
  if (token === '' || state.error) {
    return (
      <EmptyState whole icon={Link2Off} title={t('account:firstRun.unusable')} action={<Link to="/">{t('account:backToSignIn')}</Link>}>
        {state.error ? explainKnown(state.error) : t('account:firstRun.copyWhole')}
      </EmptyState>
    );
  }
  return <FirstRunForm token={token} />;
}

function FirstRunForm({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { language } = usePreferences();
  const [given, setGiven] = useState({ name: '', organization: '', email: '', password: '' });
  const set = (field: keyof typeof given) => (value: string) => setGiven({ ...given, [field]: value });
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const sending = useSending(
    async () => {
      const { organization } = await post<{ organization: Organization }>('/api/first-run', {
        body: { token, ...given, language, timeZone },
      });
      await post('/api/auth/sign-in', { body: { login: given.email, password: given.password } });
      return organization;
    },
    (organization) => {
      forgetToken('first-run');
      chooseOrganization(organization.slug, queries);
      void queries.invalidateQueries({ queryKey: installationQuery.queryKey });
      void queries.invalidateQueries({ queryKey: meQuery.queryKey }).then(() => navigate({ to: '/welcome' }));
    },
  );
  const fault = useFieldFault(sending.error);
  const text = (field: 'name' | 'organization' | 'email', autoComplete: string, hint?: string) => (
    <Field label={t(`account:firstRun.${field}`)} hint={hint} error={fault(field, t(`account:firstRun.${field}`))}>
      <TextInput
        name={field}
        value={given[field]}
        onChange={(event) => set(field)(event.target.value)}
        autoComplete={autoComplete}
        {...(field === 'email' ? { type: 'email', dir: 'ltr' } : {})}
      />
    </Field>
  );
  return (
    <>
      <h1 className="text-title">{t('titles:account.firstRun')}</h1>
      <p className="mt-1 mb-5 text-muted">{t('account:firstRun.text')}</p>
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={fields}
        busy={sending.busy}
        submit={t('account:firstRun.action')}
        wide
      >
        {text('name', 'name')}
        {text('organization', 'organization', t('account:firstRun.organizationHint'))}
        {text('email', 'username', t('account:firstRun.emailHint'))}
        <NewPassword
          value={given.password}
          onValue={set('password')}
          error={fault('password', t('account:password'))}
          label={t('account:password')}
        />
      </Form>
    </>
  );
}
