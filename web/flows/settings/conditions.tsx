import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison, Condition } from '#contract/flow-parts.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Select, TextInput } from '#web/ui/inputs.tsx';
import { useEditorNow } from '../draft/use-editor.ts';
import { variablesQuery } from '../queries.ts';
import { keptAnswers } from './kept-answers.ts';
import { partsOfList, put, putAt, typedValue } from './put.ts';

interface Props {
  readonly condition: Condition;
  readonly onCondition: (condition: Condition) => void;
  readonly onRemove?: (() => void) | undefined;
}

const operators: readonly Comparison['is'][] = [
  'equal',
  'different',
  'less',
  'at_most',
  'more',
  'at_least',
  'contains',
  'one_of',
  'known',
  'unknown',
];
const fresh: Comparison = { variable: 'contact.language', is: 'known' };

/** A comparison, or several that hold together: all, one of them, or not. */
export function ConditionEditor({ condition, onCondition, onRemove }: Props) {
  if ('variable' in condition) return <ComparisonEditor comparison={condition} onCondition={onCondition} onRemove={onRemove} />;
  return <GroupEditor group={condition} onCondition={onCondition} onRemove={onRemove} />;
}

type Group = Exclude<Condition, Comparison>;

function GroupEditor({ group, onCondition, onRemove }: Omit<Props, 'condition'> & { readonly group: Group }) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const how = 'all' in group ? 'all' : 'any' in group ? 'any' : 'not';
  const parts = 'all' in group ? group.all : 'any' in group ? group.any : [group.not];
  const made = (next: string, list: readonly Condition[]): Condition =>
    next === 'not'
      ? { not: list.length === 1 ? (list[0] ?? fresh) : { any: [...list] } }
      : next === 'any'
        ? { any: [...list] }
        : { all: [...list] };
  return (
    <fieldset className="flex flex-col gap-2 border-s-2 border-line ps-3">
      <legend className="sr-only">{t('flows:condition.group')}</legend>
      <div className="flex items-center gap-2">
        <Select
          aria-label={t('flows:condition.how')}
          value={how}
          disabled={locked}
          options={(['all', 'any', 'not'] as const).map((value) => ({ value, label: t(`flows:condition.hold.${value}`) }))}
          onValue={(next) => onCondition(made(next, parts))}
        />
        {onRemove && <IconButton icon={X} label={t('flows:condition.remove')} onClick={onRemove} />}
      </div>
      {parts.map((part, index) => (
        <ConditionEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name; their order is theirs.
          key={index}
          condition={part}
          onCondition={(next) => onCondition(made(how, putAt(parts, index, next)))}
          onRemove={locked || parts.length === 1 ? undefined : () => onCondition(made(how, putAt(parts, index, null)))}
        />
      ))}
      {!locked && how !== 'not' && (
        <div>
          <Button look="quiet" icon={Plus} onClick={() => onCondition(made(how, [...parts, fresh]))}>
            {t('flows:condition.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function ComparisonEditor({ comparison, onCondition, onRemove }: Omit<Props, 'condition'> & { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const { locked, definition } = useEditorNow();
  const { is, variable, value } = comparison;
  const names = useId();
  const variables = useQuery(variablesQuery).data?.items ?? [];
  const known = [...keptAnswers(definition).map((name) => `answers.${name}`), ...variables.map(({ name }) => name)];
  const compares = is !== 'known' && is !== 'unknown';
  const change = (next: Partial<Comparison>) => {
    const changed = put(comparison, next);
    onCondition(
      changed.is === 'known' || changed.is === 'unknown'
        ? { variable: changed.variable, is: changed.is }
        : { ...changed, value: valueFor(changed) },
    );
  };
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <TextInput
          dir="ltr"
          list={names}
          aria-label={t('flows:condition.variable')}
          value={variable}
          disabled={locked}
          spellCheck={false}
          onChange={({ target }) => change({ variable: target.value })}
        />
        <datalist id={names}>
          {known.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {onRemove && <IconButton icon={X} label={t('flows:condition.remove')} onClick={onRemove} />}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Select
          aria-label={t('flows:condition.is')}
          value={is}
          disabled={locked}
          options={operators.map((one) => ({ value: one, label: t(`flows:condition.operator.${one}`) }))}
          onValue={(next) => change({ is: next as Comparison['is'] })}
        />
        {compares && (
          <TextInput
            dir="auto"
            aria-label={t('flows:condition.value')}
            placeholder={is === 'one_of' ? t('flows:condition.list') : ''}
            value={Array.isArray(value) ? value.join(', ') : String(value ?? '')}
            disabled={locked}
            onChange={({ target }) => change({ value: target.value })}
          />
        )}
      </div>
      {!onRemove && !locked && (
        <div>
          <Button look="quiet" icon={Plus} onClick={() => onCondition({ all: [comparison, fresh] })}>
            {t('flows:condition.andAlso')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** As the engine compares: numbers as numbers; of "one of" a list, which goes on being typed after its comma. */
function valueFor({ is, value }: Comparison): Comparison['value'] {
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  if (is !== 'one_of') return typedValue(text);
  const parts: (string | number | boolean)[] = partsOfList(text).map(typedValue);
  return /[,،]\s*$/.test(text) ? [...parts, ''] : parts;
}
