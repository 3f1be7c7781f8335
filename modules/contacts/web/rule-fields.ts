import type { Attribute, Condition, Rule } from '../contract.ts';

/** What a condition may say, as the server checks it in segment-rule.ts: which words there are for a field, and what value they take. */

export type FieldKind = 'words' | 'word' | 'flag' | 'moment' | 'number' | 'day' | 'choice' | 'choices' | 'tag' | 'language' | 'channel';

const operators: Readonly<Record<FieldKind, readonly Condition['is'][]>> = {
  words: ['contains', 'equal', 'not_equal', 'set', 'not_set'],
  word: ['equal', 'not_equal', 'set', 'not_set'],
  choice: ['equal', 'not_equal', 'set', 'not_set'],
  language: ['equal', 'not_equal', 'set', 'not_set'],
  channel: ['equal', 'not_equal', 'set', 'not_set'],
  flag: ['equal'],
  moment: ['within_days', 'not_within_days', 'before', 'after', 'set', 'not_set'],
  day: ['before', 'after', 'equal', 'set', 'not_set'],
  number: ['more', 'less', 'equal', 'not_equal', 'set', 'not_set'],
  choices: ['contains', 'set', 'not_set'],
  tag: ['equal', 'not_equal'],
};

const own = {
  tag: 'tag',
  last_seen: 'moment',
  channel_type: 'channel',
  language: 'language',
  name: 'words',
  created: 'moment',
  opted_out: 'flag',
} as const satisfies Readonly<Record<string, FieldKind>>;
export const ownFields = Object.keys(own) as readonly (keyof typeof own)[];

const byType: Readonly<Record<Attribute['type'], FieldKind>> = {
  text: 'words',
  number: 'number',
  yes_no: 'flag',
  date: 'day',
  time: 'moment',
  choice: 'choice',
  choices: 'choices',
};

/** Null: it names an attribute that is gone. */
export function kindOf(field: string, attributes: readonly Attribute[]): FieldKind | null {
  if (field in own) return own[field as keyof typeof own];
  const attribute = attributeNamed(field, attributes);
  return attribute ? byType[attribute.type] : null;
}

export function attributeNamed(field: string, attributes: readonly Attribute[]): Attribute | undefined {
  return attributes.find((one) => field === `attribute:${one.id}`);
}

export function operatorsOf(kind: FieldKind): readonly Condition['is'][] {
  return operators[kind];
}

export type ValueKind = FieldKind | 'days' | 'none';

/** What stands after the words. */
export function valueKindOf(kind: FieldKind, is: Condition['is']): ValueKind {
  if (is === 'set' || is === 'not_set') return 'none';
  if (is === 'within_days' || is === 'not_within_days') return 'days';
  return kind;
}

export interface Known {
  readonly attributes: readonly Attribute[];
  readonly tags: readonly { readonly id: string; readonly name: string }[];
}

/** A condition on another field, which says something at once wherever it can. */
export function conditionOn(field: string, known: Known): Condition {
  const kind = kindOf(field, known.attributes) ?? 'words';
  const is = operators[kind][0] as Condition['is'];
  return withValue({ field, is }, startValue(field, kind, is, known));
}

/** Other words for the same field; the value stays where it still fits. */
export function conditionIs(condition: Condition, is: Condition['is'], known: Known): Condition {
  const kind = kindOf(condition.field, known.attributes) ?? 'words';
  const stays = valueKindOf(kind, is) === valueKindOf(kind, condition.is);
  return withValue({ field: condition.field, is }, stays ? condition.value : startValue(condition.field, kind, is, known));
}

function withValue(condition: Omit<Condition, 'value'>, value: Condition['value']): Condition {
  return value === undefined ? condition : { ...condition, value };
}

function startValue(field: string, kind: FieldKind, is: Condition['is'], { attributes, tags }: Known): Condition['value'] {
  switch (valueKindOf(kind, is)) {
    case 'days':
      return 30;
    case 'flag':
      return true;
    case 'tag':
      return tags[0]?.id;
    case 'choice':
    case 'choices':
      return attributeNamed(field, attributes)?.choices[0];
    case 'channel':
      return 'whatsapp';
    case 'language':
      return 'en';
    default:
      return undefined;
  }
}

/** Whether everything that has to be said is said; until then nothing is asked of the server. */
export function isWhole(condition: Condition, attributes: readonly Attribute[]): boolean {
  const kind = kindOf(condition.field, attributes);
  if (kind === null) return false;
  const { value } = condition;
  switch (valueKindOf(kind, condition.is)) {
    case 'none':
      return true;
    case 'days':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 36_500;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'moment':
    case 'day':
      return /^\d{4}-\d{2}-\d{2}/.test(String(value ?? ''));
    default:
      return /\S/.test(String(value ?? ''));
  }
}

export function isWholeRule(rule: Rule, attributes: readonly Attribute[]): boolean {
  return rule.conditions.every((one) =>
    'field' in one ? isWhole(one, attributes) : one.conditions.every((inner) => isWhole(inner, attributes)),
  );
}
