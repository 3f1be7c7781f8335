import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { Combobox } from '#web/ui/combobox.tsx';
import { Select, TextInput } from '#web/ui/inputs.tsx';
import { sentenceParts } from '#web/ui/sentence-parts.ts';
import type { Attribute, Condition } from '../contract.ts';
import { useChannelOptions } from './options.ts';
import {
  attributeNamed,
  conditionIs,
  conditionOn,
  type Known,
  kindOf,
  operatorsOf,
  ownFields,
  type ValueKind,
  valueKindOf,
} from './rule-fields.ts';
import { languageOptions } from './words.ts';

interface SentenceProps {
  readonly condition: Condition;
  readonly onCondition: (condition: Condition) => void;
  readonly known: Known;
}

/** One condition, its parts in the order in which the language wants them. */
export function ConditionSentence({ condition, onCondition, known }: SentenceProps) {
  const { t } = useTranslation();
  const kind = kindOf(condition.field, known.attributes);
  const valueKind = kind === null ? 'none' : valueKindOf(kind, condition.is);
  const operators = kind === null ? [condition.is] : operatorsOf(kind);
  const parts: Record<string, ReactNode> = {
    field: (
      <div className="w-44 max-w-full">
        <Select
          aria-label={t('contacts:rule.field')}
          value={condition.field}
          onValue={(field) => onCondition(conditionOn(field, known))}
          options={useFieldOptions(condition.field, known.attributes)}
        />
      </div>
    ),
    is: (
      <div className="w-44 max-w-full">
        <Select
          aria-label={t('contacts:rule.operator')}
          value={condition.is}
          onValue={(is) => onCondition(conditionIs(condition, is as Condition['is'], known))}
          options={operators.map((value) => ({ value, label: t(`contacts:rule.is.${value}`) }))}
        />
      </div>
    ),
    value: <Value kind={valueKind} condition={condition} onCondition={onCondition} known={known} />,
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {sentenceParts(t('contacts:rule.order', { field: '{field}', is: '{is}', value: '{value}' })).map(({ text, name }) => (
        <Fragment key={text}>{name === null ? <span>{text}</span> : parts[name]}</Fragment>
      ))}
    </div>
  );
}

/** Our own fields, then the organization's attributes that may be looked through, then one that is gone. */
function useFieldOptions(field: string, attributes: readonly Attribute[]) {
  const { t } = useTranslation();
  const own = ownFields.map((value) => ({ value: value as string, label: t(`contacts:field.${value}`) }));
  const further = attributes.filter((one) => !one.sensitive).map((one) => ({ value: `attribute:${one.id}`, label: one.label }));
  const all = [...own, ...further];
  return all.some(({ value }) => value === field) ? all : [...all, { value: field, label: t('contacts:field.gone') }];
}

function Value({ kind, condition, onCondition, known }: SentenceProps & { readonly kind: ValueKind }) {
  const { t } = useTranslation();
  const options = useValueOptions(kind, condition, known);
  const label = t('contacts:rule.value');
  const say = (value: Condition['value']) => onCondition({ ...condition, value });
  const text = condition.value === undefined ? '' : String(condition.value);
  if (kind === 'none') return null;
  if (options && options.length > 12)
    return (
      <div className="w-52 max-w-full">
        <Combobox options={options} value={text} onValue={say} placeholder={label} label={label} />
      </div>
    );
  if (options)
    return (
      <div className="w-52 max-w-full">
        <Select aria-label={label} value={text} onValue={(next) => say(kind === 'flag' ? next === 'true' : next)} options={options} />
      </div>
    );
  if (kind === 'moment' || kind === 'day')
    return (
      <div className="w-40 max-w-full">
        <TextInput aria-label={label} type="date" value={text.slice(0, 10)} onChange={(event) => say(event.target.value)} />
      </div>
    );
  if (kind === 'days' || kind === 'number') return <NumberValue days={kind === 'days'} text={text} say={say} label={label} />;
  return (
    <div className="w-52 max-w-full">
      <TextInput aria-label={label} value={text} maxLength={200} onChange={(event) => say(event.target.value)} />
    </div>
  );
}

interface NumberProps {
  readonly days: boolean;
  readonly text: string;
  readonly say: (value: number | undefined) => void;
  readonly label: string;
}

function NumberValue({ days, text, say, label }: NumberProps) {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-2">
      <span className="w-24">
        <TextInput
          aria-label={label}
          type="number"
          inputMode={days ? 'numeric' : 'decimal'}
          {...(days ? { min: 1, max: 36_500 } : { step: 'any' })}
          value={text}
          onChange={(event) => say(event.target.value === '' ? undefined : Number(event.target.value))}
        />
      </span>
      {days && t('contacts:rule.days', { count: Number(text) })}
    </span>
  );
}

/** Where the value is one of some; null: it is written. */
function useValueOptions(kind: ValueKind, condition: Condition, known: Known): { value: string; label: string }[] | null {
  const { t } = useTranslation();
  const { language } = useReader();
  const channels = useChannelOptions();
  const attribute = attributeNamed(condition.field, known.attributes);
  switch (kind) {
    case 'flag':
      return ['true', 'false'].map((value) => ({ value, label: value === 'true' ? t('contacts:yes') : t('contacts:no') }));
    case 'tag':
      return known.tags.map(({ id, name }) => ({ value: id, label: name }));
    case 'channel':
      return channels;
    case 'language':
      return languageOptions(language);
    case 'choice':
    case 'choices':
      return (attribute?.choices ?? []).map((value) => ({ value, label: value }));
    default:
      return null;
  }
}
