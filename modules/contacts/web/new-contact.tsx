import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '#contract/contacts.ts';
import { post } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Combobox } from '#web/ui/combobox.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { tell } from '#web/ui/toast.tsx';
import { languageOptions } from './words.ts';

export function NewContact({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()} title={t('contacts:new.title')} description={t('contacts:new.text')}>
      <NewForm onDone={onClose} />
    </Drawer>
  );
}

function NewForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { language: own } = useReader();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [email, setEmail] = useState('');
  const [language, setLanguage] = useState('');
  const identities = [
    ...(phone.trim() ? [{ channelType: 'whatsapp', kind: 'phone', address: phone.trim() }] : []),
    ...(email.trim() ? [{ channelType: 'email', kind: 'email', address: email.trim() }] : []),
  ];
  const sending = useSending(
    (body: object, once) => post<ContactDetail>('/api/contacts', { once, body }),
    ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['contacts'] });
      tell(t('contacts:new.done'));
      onDone();
      void navigate({ to: '/contacts/$id', params: { id } as never });
    },
  );
  const fault = useFieldFault(sending.error);
  return (
    <Form
      onSubmit={() => sending.send({ name: name.trim() || null, language: language || null, identities })}
      error={sending.error}
      fields={['name', 'language']}
      busy={sending.busy}
      submit={t('contacts:new.submit')}
    >
      <Field label={t('contacts:column.name')} error={fault('name', t('contacts:column.name'))}>
        <TextInput value={name} onChange={(event) => setName(event.target.value)} maxLength={200} autoFocus />
      </Field>
      <Field label={t('contacts:new.phone')} hint={t('contacts:new.phoneHint')} aside={t('contacts:optional')}>
        <TextInput type="tel" dir="ltr" value={phone} onChange={(event) => setPhone(event.target.value)} />
      </Field>
      <Field label={t('contacts:new.email')} aside={t('contacts:optional')}>
        <TextInput type="email" dir="ltr" value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      <Field label={t('contacts:column.language')} aside={t('contacts:optional')} error={fault('language', t('contacts:column.language'))}>
        <Combobox
          value={language}
          onValue={setLanguage}
          placeholder={t('contacts:unknown')}
          options={[{ value: '', label: t('contacts:unknown') }, ...languageOptions(own)]}
        />
      </Field>
    </Form>
  );
}
