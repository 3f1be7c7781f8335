import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '#web/ui/button.tsx';
import { FilterSentence } from '#web/ui/filter-sentence.tsx';
import type { Condition, Rule } from '../contract.ts';
import { ConditionSentence } from './condition-sentence.tsx';
import { conditionOn, type Known } from './rule-fields.ts';

type Item = Rule['conditions'][number];
type Group = Exclude<Item, Condition>;

interface BuilderProps {
  readonly rule: Rule;
  readonly onRule: (rule: Rule) => void;
  readonly known: Known;
  /** Whether conditions may be put together in groups; one level deep. */
  readonly groups?: boolean;
  /** The last condition may go too. */
  readonly mayBeEmpty?: boolean;
}

/** Whom a rule means, as sentences one can change: "Everyone of whom all of this is true: Tag is VIP, Last message was in the last 30 days". */
export function RuleBuilder({ rule, onRule, known, groups = false, mayBeEmpty = false }: BuilderProps) {
  const { t } = useTranslation();
  const put = (conditions: Item[]) => onRule({ ...rule, conditions });
  const change = (index: number, item: Item) => put(rule.conditions.map((one, at) => (at === index ? item : one)));
  const drop = (index: number) => put(rule.conditions.filter((_one, at) => at !== index));
  const fresh = () => conditionOn('last_seen', known);
  const removable = mayBeEmpty || rule.conditions.length > 1;
  return (
    <div className="flex flex-col gap-2">
      <Match match={rule.match} onMatch={(match) => onRule({ ...rule, match })} inner={!groups && !mayBeEmpty} />
      <ul className="flex flex-col gap-2">
        {rule.conditions.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no names of their own, and keep their order.
          <li key={index} className="flex items-start gap-1">
            <div className="min-w-0 flex-1">
              {'field' in item ? (
                <ConditionSentence condition={item} onCondition={(next) => change(index, next)} known={known} />
              ) : (
                <div className="rounded-control border border-line p-3">
                  <RuleBuilder rule={item} onRule={(next) => change(index, next as Group)} known={known} />
                </div>
              )}
            </div>
            {removable && <IconButton icon={X} label={t('contacts:rule.remove')} onClick={() => drop(index)} />}
          </li>
        ))}
      </ul>
      {rule.conditions.length < 20 && (
        <div className="flex flex-wrap gap-2">
          <Button look="quiet" icon={Plus} onClick={() => put([...rule.conditions, fresh()])}>
            {t('contacts:rule.add')}
          </Button>
          {groups && (
            <Button
              look="quiet"
              icon={Plus}
              onClick={() => put([...rule.conditions, { match: rule.match === 'all' ? 'any' : 'all', conditions: [fresh()] }])}
            >
              {t('contacts:rule.addGroup')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Match({ match, onMatch, inner }: { match: Rule['match']; onMatch: (match: Rule['match']) => void; inner: boolean }) {
  const { t } = useTranslation();
  const options = (['all', 'any'] as const).map((value) => ({ value, label: t(`contacts:rule.${value}`) }));
  return (
    <FilterSentence
      sentence={inner ? t('contacts:rule.leadInner', { match: '{match}' }) : t('contacts:rule.lead', { match: '{match}' })}
      choices={{ match: { label: t('contacts:rule.match'), value: match, options, onValue: (next) => onMatch(next as Rule['match']) } }}
    />
  );
}
