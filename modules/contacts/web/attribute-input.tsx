import { useTranslation } from 'react-i18next';
import { Checkbox, Select, TextArea, TextInput } from '#web/ui/inputs.tsx';
import type { Attribute, AttributeValues } from '../contract.ts';
import { fromLocal, toLocal } from './local-time.ts';

type Value = AttributeValues[string];

interface InputProps {
  readonly attribute: Attribute;
  readonly value: Value;
  readonly onValue: (value: Value) => void;
}

/** The control for a type. Empty: not known. */
export function AttributeInput({ attribute, value, onValue }: InputProps) {
  const { t } = useTranslation();
  const text = value === null ? '' : String(value);
  const unknown = { value: '', label: t('contacts:unknown') };
  switch (attribute.type) {
    case 'yes_no': {
      const options = [unknown, { value: 'true', label: t('contacts:yes') }, { value: 'false', label: t('contacts:no') }];
      return <Select value={text} onValue={(next) => onValue(next === '' ? null : next === 'true')} options={options} />;
    }
    case 'choice': {
      const options = [unknown, ...attribute.choices.map((one) => ({ value: one, label: one }))];
      return <Select value={text} onValue={(next) => onValue(next || null)} options={options} />;
    }
    case 'choices':
      return <ChoicesInput attribute={attribute} value={value} onValue={onValue} />;
    case 'number':
      return (
        <TextInput
          type="number"
          step="any"
          inputMode="decimal"
          value={text}
          onChange={({ target }) => onValue(target.value === '' ? null : Number(target.value))}
          autoFocus
        />
      );
    case 'date':
      return <TextInput type="date" value={text} onChange={({ target }) => onValue(target.value || null)} />;
    case 'time':
      return <TextInput type="datetime-local" value={toLocal(text)} onChange={({ target }) => onValue(fromLocal(target.value))} />;
    default:
      return (
        <TextArea
          rows={1}
          dir="auto"
          maxLength={attribute.maxLength}
          value={text}
          onChange={({ target }) => onValue(target.value || null)}
          autoFocus
        />
      );
  }
}

function ChoicesInput({ attribute, value, onValue }: InputProps) {
  const chosen = Array.isArray(value) ? value : [];
  return (
    <div>
      {attribute.choices.map((one) => (
        <Checkbox
          key={one}
          label={one}
          checked={chosen.includes(one)}
          onValue={(on) => {
            const next = attribute.choices.filter((choice) => (choice === one ? on : chosen.includes(choice)));
            onValue(next.length === 0 ? null : next);
          }}
        />
      ))}
    </div>
  );
}
