import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactChange, ContactDetail } from '#contract/contacts.ts';
import { patch } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Combobox } from '#web/ui/combobox.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import { tell } from '#web/ui/toast.tsx';
import { FactList } from './fact-list.tsx';
import { useContactSending } from './use-contact-sending.ts';
import { languageOptions, languageWords } from './words.ts';

/** Name, language and time zone; changed in place. */
export function FactsSection({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const { language } = useReader();
  const [changing, setChanging] = useState(false);
  const mayChange = usePermission('contacts.change');
  return (
    <Section title={t('contacts:facts.title')}>
      {changing ? (
        <FactsForm contact={contact} onDone={() => setChanging(false)} />
      ) : (
        <>
          <FactList
            facts={[
              { label: t('contacts:column.name'), value: contact.name },
              { label: t('contacts:facts.profileName'), value: contact.profileName === contact.name ? null : contact.profileName },
              { label: t('contacts:column.language'), value: contact.language && languageWords(contact.language, language) },
              {
                label: t('contacts:facts.timeZone'),
                value: t('contacts:facts.zoneFrom', { zone: contact.timeZone.name.replaceAll('_', ' '), from: contact.timeZone.from }),
              },
            ]}
          />
          {mayChange && (
            <div className="mt-4">
              <Button onClick={() => setChanging(true)}>{t('contacts:change')}</Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}

function FactsForm({ contact, onDone }: { readonly contact: ContactDetail; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { language: own } = useReader();
  const told = contact.timeZone.from === 'told' ? contact.timeZone.name : '';
  const [name, setName] = useState(contact.name ?? '');
  const [language, setLanguage] = useState(contact.language ?? '');
  const [zone, setZone] = useState(told);
  const before: ContactChange = { name: contact.name, language: contact.language, timeZone: told || null };
  const save = (body: ContactChange) => patch<ContactDetail>(`/api/contacts/${contact.id}`, { body });
  const undoing = useContactSending(save);
  const sending = useContactSending(save, () => {
    tell(t('contacts:saved'), { undo: () => undoing.send(before) });
    onDone();
  });
  const fault = useFieldFault(sending.error);
  const zones = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }));
  return (
    <Form
      onSubmit={() => sending.send({ name: name.trim() || null, language: language || null, timeZone: zone || null })}
      error={sending.error}
      fields={['name', 'language', 'timeZone']}
      busy={sending.busy}
      submit={t('contacts:save')}
      aside={<Button onClick={onDone}>{t('ui:cancel')}</Button>}
    >
      <Field label={t('contacts:column.name')} error={fault('name', t('contacts:column.name'))}>
        <TextInput value={name} onChange={(event) => setName(event.target.value)} maxLength={200} dir="auto" autoFocus />
      </Field>
      <Field label={t('contacts:column.language')} error={fault('language', t('contacts:column.language'))}>
        <Combobox
          value={language}
          onValue={setLanguage}
          placeholder={t('contacts:unknown')}
          options={[{ value: '', label: t('contacts:unknown') }, ...languageOptions(own)]}
        />
      </Field>
      <Field
        label={t('contacts:facts.timeZone')}
        hint={t('contacts:facts.zoneHint')}
        error={fault('timeZone', t('contacts:facts.timeZone'))}
      >
        <Combobox
          value={zone}
          onValue={setZone}
          placeholder={t('contacts:unknown')}
          options={[{ value: '', label: t('contacts:unknown') }, ...zones]}
        />
      </Field>
    </Form>
  );
}
