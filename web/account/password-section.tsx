import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useMe } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Checkbox, PasswordInput } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import { tell } from '#web/ui/toast.tsx';
import { NewPassword } from './new-password.tsx';

export function PasswordSection() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { person } = useMe();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [endOtherSessions, setEndOthers] = useState(true);
  const sending = useSending(
    () => post('/api/me/password', { body: { currentPassword, newPassword, endOtherSessions } }),
    () => {
      setCurrent('');
      setNew('');
      void queries.invalidateQueries({ queryKey: ['sessions'] });
      tell(t('account:passwordChange.done'));
    },
  );
  const fault = useFieldFault(sending.error);
  return (
    <Section title={t('account:passwordChange.title')}>
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['currentPassword', 'newPassword']}
        busy={sending.busy}
        submit={t('account:passwordChange.action')}
      >
        <Field label={t('account:passwordChange.current')} error={fault('currentPassword', t('account:passwordChange.current'))}>
          <PasswordInput value={currentPassword} onChange={(event) => setCurrent(event.target.value)} autoComplete="current-password" />
        </Field>
        <NewPassword
          value={newPassword}
          onValue={setNew}
          error={fault('newPassword', t('account:newPassword.label'))}
          secondFactor={person.secondFactor}
        />
        <Checkbox label={t('account:passwordChange.endOthers')} checked={endOtherSessions} onValue={setEndOthers} />
      </Form>
    </Section>
  );
}
