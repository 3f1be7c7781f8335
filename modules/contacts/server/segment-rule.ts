import { z } from 'zod';
import type { FieldFault } from '#platform/fields.ts';
import type { Condition, Rule } from '../contract.ts';

/** What rules may name: the organization's tags and attributes as they are now. */
export interface Nameable {
  readonly tags: ReadonlySet<string>;
  readonly attributes: ReadonlyMap<string, { readonly type: string; readonly sensitive: boolean; readonly label: string }>;
}

type Kind = 'words' | 'word' | 'flag' | 'moment' | 'number' | 'day' | 'choices' | 'tag';

const operators: Record<Kind, readonly Condition['is'][]> = {
  words: ['equal', 'not_equal', 'contains', 'set', 'not_set'],
  word: ['equal', 'not_equal', 'set', 'not_set'],
  flag: ['equal', 'set', 'not_set'],
  moment: ['before', 'after', 'within_days', 'not_within_days', 'set', 'not_set'],
  day: ['equal', 'before', 'after', 'set', 'not_set'],
  number: ['equal', 'not_equal', 'less', 'more', 'set', 'not_set'],
  choices: ['contains', 'set', 'not_set'],
  tag: ['equal', 'not_equal'],
};

const own: Record<string, Kind> = {
  name: 'words',
  language: 'word',
  channel_type: 'word',
  created: 'moment',
  last_seen: 'moment',
  opted_out: 'flag',
  tag: 'tag',
};
const byType: Record<string, Kind> = {
  text: 'words',
  number: 'number',
  yes_no: 'flag',
  date: 'day',
  time: 'moment',
  choice: 'word',
  choices: 'choices',
};

const attributePrefix = 'attribute:';

/** The attribute a field names; null: one of our own. */
export function attributeOf(field: string): string | null {
  return field.startsWith(attributePrefix) ? field.slice(attributePrefix.length) : null;
}

export function conditionsOf(rule: Rule): { condition: Condition; path: string }[] {
  return rule.conditions.flatMap((item, index) =>
    'field' in item
      ? [{ condition: item, path: `rule.conditions[${index}]` }]
      : item.conditions.map((condition, inner) => ({ condition, path: `rule.conditions[${index}].conditions[${inner}]` })),
  );
}

/** Every fault of a rule as it is written; what it names must exist. */
export function ruleFaults(rule: Rule, names: Nameable): FieldFault[] {
  return conditionsOf(rule).flatMap(({ condition, path }) => {
    const missing = missingOf(condition, names);
    if (missing !== null) return [{ field: `${path}.${condition.field === 'tag' ? 'value' : 'field'}`, message: missing }];
    const kind = kindOf(condition, names) as Kind;
    if (!operators[kind].includes(condition.is))
      return [{ field: `${path}.is`, message: `must be one of ${operators[kind].join(', ')} for this field` }];
    const fault = valueFault(kind, condition);
    return fault === null ? [] : [{ field: `${path}.value`, message: fault }];
  });
}

/** What a stored rule names and is gone, in sentences. */
export function brokenParts(rule: Rule, names: Nameable): string[] {
  return [...new Set(conditionsOf(rule).flatMap(({ condition }) => missingOf(condition, names) ?? []))].map(
    (words) => `A condition ${words}.`,
  );
}

export function isBroken(condition: Condition, names: Nameable): boolean {
  return missingOf(condition, names) !== null;
}

function missingOf({ field, value }: Condition, { tags, attributes }: Nameable): string | null {
  const id = attributeOf(field);
  if (id === null && own[field] === undefined) return `names "${field}", which is no field`;
  if (id !== null && !attributes.has(id)) return 'names an attribute that does not exist (any more)';
  if (id !== null && attributes.get(id)?.sensitive) return 'names a sensitive attribute; those are encrypted and cannot be looked through';
  if (field === 'tag' && !tags.has(String(value))) return 'names a tag that does not exist (any more)';
  return null;
}

function kindOf({ field }: Condition, { attributes }: Nameable): Kind | undefined {
  const id = attributeOf(field);
  return id === null ? own[field] : byType[attributes.get(id)?.type ?? ''];
}

const daysMax = 36_500;
const words = [z.string().regex(/\S/), 'must be a text'] as const;
const forms: Record<Kind | 'days', readonly [form: z.ZodType, message: string]> = {
  words,
  word: words,
  choices: words,
  tag: words,
  flag: [z.boolean(), 'must be true or false'],
  number: [z.number(), 'must be a number'],
  moment: [z.iso.datetime({ offset: true }).or(z.iso.date()), 'must be a day or an instant, such as 2026-11-20'],
  day: [z.iso.date(), 'must be a day such as 2026-11-20'],
  days: [z.int().min(1).max(daysMax), `must be a number of days, 1 to ${daysMax}`],
};

function valueFault(kind: Kind, { is, value }: Condition): string | null {
  if (is === 'set' || is === 'not_set') return value === undefined ? null : 'must be left out';
  const [form, message] = forms[is.endsWith('within_days') ? 'days' : kind];
  return form.safeParse(value).success ? null : message;
}
