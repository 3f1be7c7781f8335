import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Link2Off } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedInvitation } from '#contract/accounts.ts';
import type { AcceptedInvitation } from '#contract/organizations.ts';
import { post } from '#web/data/api.ts';
import { chooseOrganization, meQuery } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Field } from '#web/ui/field.tsx';
import { explainKnown, Form, useFieldFault } from '#web/ui/form.tsx';
import { PasswordInput, TextInput } from '#web/ui/inputs.tsx';
import { Link } from '#web/ui/link.tsx';
import { useWindowTitle } from '#web/ui/page.tsx';
import { EmptyState, Skeleton } from '#web/ui/states.tsx';
import { NewPassword } from './new-password.tsx';
import { forgetToken, useToken } from './use-token.ts';

/** Where an invitation's link leads. A new person chooses name and password; who has an account shows that it is theirs. */
export function InvitationPage() {
  const { t } = useTranslation();
  const token = useToken('invitation');
  const opened = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => post<OpenedInvitation>('/api/invitations/open', { body: { token }, signal }),
    enabled: token !== '',
    retry: false,
  });
  useWindowTitle(t('titles:account.invitation'));
  if (token !== '' && opened.isPending) return <Skeleton />;
  if (!opened.data) {
    return (
      <EmptyState whole icon={Link2Off} title={t('account:invitation.unusable')} action={<Link to="/">{t('account:backToSignIn')}</Link>}>
        {opened.error ? explainKnown(opened.error) : t('account:linkIncompleteText')}
      </EmptyState>
    );
  }
  return <AcceptForm token={token} opened={opened.data} />;
}

function AcceptForm({ token, opened }: { readonly token: string; readonly opened: OpenedInvitation }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  // Signed in as the one who is meant: pressing the button is enough.
  const itsMe = me.data?.person.email.toLowerCase() === opened.email.toLowerCase();
  const sending = useSending(
    async () => {
      const own = opened.hasAccount ? {} : { name };
      const accepted = await post<AcceptedInvitation>('/api/invitations/accept', {
        body: { token, ...own, ...(itsMe ? {} : { password }) },
      });
      if (!itsMe && !opened.hasAccount) await post('/api/auth/sign-in', { body: { login: opened.email, password } });
      return accepted;
    },
    ({ organization }) => {
      forgetToken('invitation');
      chooseOrganization(organization.slug, queries);
      void queries.invalidateQueries({ queryKey: meQuery.queryKey }).then(() => navigate({ to: '/' }));
    },
  );
  const fault = useFieldFault(sending.error);
  return (
    <>
      <h1 className="text-title">{t('account:invitation.join', { organization: opened.organization.name })}</h1>
      <p className="mt-1 mb-5 text-muted">{t('account:invitation.text', { email: opened.email, role: t(`frame:role.${opened.role}`) })}</p>
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['name', 'password']}
        busy={sending.busy}
        submit={t('account:invitation.action')}
        wide
      >
        {!opened.hasAccount && (
          <Field label={t('account:firstRun.name')} error={fault('name', t('account:firstRun.name'))}>
            <TextInput name="name" value={name} onChange={(event) => setName(event.target.value)} autoComplete="name" />
          </Field>
        )}
        {!opened.hasAccount && (
          <NewPassword
            value={password}
            onValue={setPassword}
            error={fault('password', t('account:password'))}
            label={t('account:password')}
          />
        )}
        {opened.hasAccount && !itsMe && (
          <Field label={t('account:invitation.ownPassword')} error={fault('password', t('account:password'))}>
            <PasswordInput value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="current-password" />
          </Field>
        )}
      </Form>
    </>
  );
}
