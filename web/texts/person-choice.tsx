import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { Field } from '#web/ui/field.tsx';
import { Select } from '#web/ui/inputs.tsx';
import { peopleQuery } from './queries.ts';

/** As whom something is read: with examples, or as somebody who wrote lately. */
export function PersonChoice({ value, onValue }: { readonly value: string; readonly onValue: (conversationId: string) => void }) {
  const { t } = useTranslation();
  const may = usePermission('conversations.read');
  const people = useQuery({ ...peopleQuery, enabled: may }).data?.items ?? [];
  if (!may) return null;
  const options = people.map(({ id, contact, channel }) => ({
    value: id,
    label: `${contact.name ?? contact.address ?? t('texts:person.unnamed')} · ${channel.name}`,
  }));
  return (
    <Field label={t('texts:person.as')}>
      <Select value={value} options={[{ value: '', label: t('texts:person.examples') }, ...options]} onValue={onValue} />
    </Field>
  );
}
