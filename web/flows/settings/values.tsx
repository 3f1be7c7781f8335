import { useTranslation } from 'react-i18next';
import type { SetValue } from '#contract/flow-parts.ts';
import { freeName } from '../draft/change.ts';
import { useEditorNow } from '../draft/use-editor.ts';
import { Item, Items } from './item.tsx';
import { typedValue } from './put.ts';
import { ChooseField, LineField, SettledField } from './small-fields.tsx';

interface Props {
  readonly label: string;
  readonly values: Readonly<Record<string, SetValue>>;
  readonly onValues: (values: Record<string, SetValue>) => void;
  /** Counting up is only for what is kept. */
  readonly mayIncrease?: boolean;
}

const kindOf = (value: SetValue) => (value === null ? 'nothing' : typeof value === 'object' ? 'increase' : 'value');

/** Names with what each is set to; texts may have gaps. */
export function Values({ label, values, onValues, mayIncrease = false }: Props) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const entries = Object.entries(values);
  const change = (index: number, entry: readonly [string, SetValue] | null) =>
    onValues(Object.fromEntries(entries.flatMap((one, at) => (at === index ? (entry ? [entry] : []) : [one]))));
  const kinds = (['value', ...(mayIncrease ? ['increase'] : []), 'nothing'] as const).map((value) => ({
    value,
    label: t(`steps:values.${value}`),
  }));
  return (
    <Items
      label={label}
      add={t('steps:values.add')}
      onAdd={locked ? null : () => onValues({ ...values, [freeName('value', Object.keys(values))]: '' })}
    >
      {entries.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is what is written here.
        <Item key={index} label={t('steps:values.one', { number: index + 1 })} onRemove={locked ? null : () => change(index, null)}>
          <SettledField
            code
            label={t('steps:values.name')}
            value={name}
            max={40}
            disabled={locked}
            onValue={(next) => change(index, [next, value])}
          />
          <ChooseField
            label={t('steps:values.kind')}
            value={kindOf(value)}
            options={kinds}
            disabled={locked}
            onValue={(kind) => change(index, [name, kind === 'nothing' ? null : kind === 'increase' ? { increase: 1 } : ''])}
          />
          {kindOf(value) !== 'nothing' && (
            <LineField
              label={t('steps:values.to')}
              value={typeof value === 'object' ? String(value?.increase ?? 1) : String(value)}
              disabled={locked}
              onValue={(text) => change(index, [name, typeof value === 'object' ? { increase: Number(text) || 0 } : typedValue(text)])}
            />
          )}
        </Item>
      ))}
    </Items>
  );
}
