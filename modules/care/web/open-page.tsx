import { useNavigate, useSearch } from '@tanstack/react-router';
import { Siren } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { TextArea, TextInput } from '#web/ui/inputs.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import type { OpeningRequest } from '../contract.ts';

/** Somebody's record, for an hour, in an emergency: what happens then is said before, not after. */
export function OpenPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useSearch({ strict: false }) as { id?: string };
  const [phone, setPhone] = useState('');
  const [reason, setReason] = useState('');
  const opening = useSending(
    (body: OpeningRequest, once: string) => post<{ contactId: string }>('/api/care-openings', { body, once }),
    ({ contactId }) => void navigate({ to: `/care/${contactId}` as string }),
  );
  const fault = useFieldFault(opening.error);
  return (
    <Page title={t('titles:care.open')} width="text">
      <Section title={t('care:opening.what')} description={t('care:opening.whatText')}>
        <Form
          onSubmit={() => opening.send({ person: id ? { id } : { phone }, reason })}
          error={opening.error}
          fields={['reason', 'person.phone']}
          busy={opening.busy}
          submit={t('care:opening.do')}
          icon={Siren}
        >
          {id ? (
            <p className="text-muted">{t('care:opening.fromIncident')}</p>
          ) : (
            <Field
              label={t('care:opening.phone')}
              hint={t('care:opening.phoneHint')}
              error={fault('person.phone', t('care:opening.phone'))}
            >
              <TextInput type="tel" dir="ltr" value={phone} onChange={(event) => setPhone(event.target.value)} autoComplete="off" />
            </Field>
          )}
          <Field label={t('care:opening.reason')} hint={t('care:opening.reasonHint')} error={fault('reason', t('care:opening.reason'))}>
            <TextArea value={reason} onChange={(event) => setReason(event.target.value)} dir="auto" maxLength={1000} />
          </Field>
        </Form>
      </Section>
    </Page>
  );
}
