import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { useReader } from '#web/data/reader.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Field } from '#web/ui/field.tsx';
import { InlineForm } from '#web/ui/inline-form.tsx';
import { Checkbox, Select, TextArea, TextInput } from '#web/ui/inputs.tsx';
import type { Attribute, ContactExtras } from '../../../../modules/contacts/contract.ts';
import { fromLocal, toLocal } from '../header/snooze-times.ts';
import type { AttributeValue } from './attribute-value.ts';

interface AttributeFormProps {
  readonly contactId: string;
  readonly attribute: Attribute;
  readonly value: AttributeValue;
  readonly onSaved: (extras: ContactExtras) => void;
  readonly onDone: () => void;
}

/** One attribute, in a field of its type; empty takes it away. */
export function AttributeForm({ contactId, attribute, value, onSaved, onDone }: AttributeFormProps) {
  const { timeZone } = useReader();
  const [entry, setEntry] = useState<AttributeValue>(() =>
    attribute.type === 'time' && typeof value === 'string' ? toLocal(new Date(value), timeZone) : value,
  );
  const saving = useSending(
    () =>
      patch<ContactExtras>(`/api/contacts/${contactId}/attributes`, {
        body: { values: [{ key: attribute.key, value: toValue(entry, attribute, timeZone) }] },
      }),
    onSaved,
  );
  return (
    <InlineForm onSubmit={() => saving.send(undefined)} onCancel={onDone} busy={saving.busy}>
      <Field label={attribute.label} error={saving.error ? explainShort(saving.error) : undefined}>
        <Entry attribute={attribute} value={entry} onValue={setEntry} />
      </Field>
    </InlineForm>
  );
}

function toValue(entry: AttributeValue, { type }: Attribute, timeZone: string | undefined): AttributeValue {
  if (entry === '' || entry === undefined || (Array.isArray(entry) && entry.length === 0)) return null;
  if (type === 'number' && typeof entry === 'string') return Number(entry);
  if (type === 'time' && typeof entry === 'string') return fromLocal(entry, timeZone)?.toISOString() ?? null;
  return entry;
}

interface EntryProps {
  readonly attribute: Attribute;
  readonly value: AttributeValue;
  readonly onValue: (value: AttributeValue) => void;
}

function Entry({ attribute, value, onValue }: EntryProps) {
  const { t } = useTranslation();
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const unset = { value: '', label: '–' };
  switch (attribute.type) {
    case 'yes_no': {
      const options = [unset, { value: 'yes', label: t('conversation:panel.yes') }, { value: 'no', label: t('conversation:panel.no') }];
      const chosen = typeof value === 'boolean' ? (value ? 'yes' : 'no') : '';
      return <Select options={options} value={chosen} onValue={(next) => onValue(next === '' ? null : next === 'yes')} />;
    }
    case 'choice':
      return <Select options={[unset, ...attribute.choices.map((one) => ({ value: one, label: one }))]} value={text} onValue={onValue} />;
    case 'choices':
      return <Several choices={attribute.choices} value={Array.isArray(value) ? value : []} onValue={onValue} />;
    case 'text':
      return <TextArea value={text} maxLength={attribute.maxLength} dir="auto" onChange={(event) => onValue(event.target.value)} />;
    default: {
      const type = { number: 'number', date: 'date', time: 'datetime-local' }[attribute.type];
      return (
        <TextInput
          type={type}
          step={type === 'number' ? 'any' : undefined}
          value={text}
          dir="ltr"
          onChange={(event) => onValue(event.target.value)}
        />
      );
    }
  }
}

function Several({
  choices,
  value,
  onValue,
}: {
  readonly choices: readonly string[];
  readonly value: readonly string[];
  readonly onValue: (value: readonly string[]) => void;
}) {
  return (
    <div className="flex flex-col">
      {choices.map((one) => (
        <Checkbox
          key={one}
          label={<bdi>{one}</bdi>}
          checked={value.includes(one)}
          onValue={(on) => onValue(on ? [...value, one] : value.filter((other) => other !== one))}
        />
      ))}
    </div>
  );
}
