import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreatedInvitation, Role } from '#contract/organizations.ts';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { CopyField } from '#web/ui/copy.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Select, TextInput } from '#web/ui/inputs.tsx';
import { invitationsQuery } from './queries.ts';

const roles = ['agent', 'clinician', 'organiser', 'developer', 'admin'] as const satisfies readonly Role[];

/** Somebody else comes in by a link, with a role. */
export function ColleagueStep({ onward }: { readonly onward: ReactNode }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const { send, busy, error, answer } = useSending(
    () => post<CreatedInvitation>('/api/invitations', { body: { email: email.trim(), role } }),
    () => {
      setEmail('');
      void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey });
    },
  );
  const fault = useFieldFault(error);
  return (
    <div className="flex max-w-110 flex-col gap-5">
      {answer && (
        <div role="status" className="flex flex-col gap-2 rounded-card border border-line bg-leaf-soft p-4">
          <p className="font-strong">{t('welcome:colleague.invited', { email: answer.email })}</p>
          <p>{answer.mailed ? t('welcome:colleague.mailed') : t('welcome:colleague.notMailed')}</p>
          <CopyField label={t('welcome:colleague.link')} value={answer.link} />
        </div>
      )}
      <Form
        onSubmit={() => send(undefined)}
        error={error}
        fields={['email', 'role']}
        busy={busy}
        submit={t('welcome:colleague.action')}
        aside={onward}
      >
        <Field label={t('welcome:colleague.email')} error={fault('email', t('welcome:colleague.email'))}>
          <TextInput type="email" value={email} onChange={(event) => setEmail(event.target.value)} dir="ltr" autoComplete="off" />
        </Field>
        <Field label={t('welcome:colleague.role')} hint={t(`welcome:role.${role}`)} error={fault('role', t('welcome:colleague.role'))}>
          <Select
            value={role}
            onValue={(value) => setRole(value as Role)}
            options={roles.map((one) => ({ value: one, label: t(`frame:role.${one}`) }))}
          />
        </Field>
      </Form>
    </div>
  );
}
