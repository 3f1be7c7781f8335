import type { z } from 'zod';
import { Refusal } from './errors.ts';

/** What is wrong with one field, in plain words; `field` is its path ("secrets.appSecret", "faq[0].q"). */
export interface FieldFault {
  readonly field: string;
  /** Reads on from the field's name: "is missing", "must be at most 200". */
  readonly message: string;
}

/** Zod's issues as a person would say them. `prefix` is where the checked value stands; none: at the top. */
export function explainIssues(error: z.ZodError | undefined, input: unknown, prefix = ''): FieldFault[] {
  return (error?.issues ?? []).flatMap((issue) => explainIssue(issue, input, prefix));
}

/** Deeper than anything we ask for; what is deeper costs more to look at than it can be worth. */
const depthMax = 32;

/**
 * Texts that no database can store and no provider sends: with the character NUL, or with half of a pair (a lone surrogate);
 * in values and in names of fields. And nesting so deep that reading it would exhaust the stack.
 */
export function explainTexts(value: unknown, field = '', depth = 0): FieldFault[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [{ field, message: notStorable }];
  if (typeof value !== 'object' || value === null) return [];
  if (depth >= depthMax) return [{ field, message: `must not be nested more than ${depthMax} levels deep` }];
  if (Array.isArray(value)) return value.flatMap((one, index) => explainTexts(one, joinPath(field, [index]), depth + 1));
  return Object.entries(value).flatMap(([name, one]) =>
    isStorable(name)
      ? explainTexts(one, joinPath(field, [name]), depth + 1)
      : [{ field, message: `has a field whose name ${notStorable}` }],
  );
}

const notStorable = 'must not hold the character NUL or half of a character (a lone surrogate)';

export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** What both checks found, the first sentence about a field only: "must not be empty" needs no "must be an e-mail address" beside it. */
export function firstOfEach(faults: readonly FieldFault[]): FieldFault[] {
  const told = new Set<string>();
  return faults.filter(({ field }) => !told.has(field) && told.add(field));
}

/** The refusal of a request for its fields: the message names the first, the details all of them; "body" is the whole of it. */
export function badFields(faults: readonly FieldFault[]): Refusal {
  const [first] = faults;
  const message = first ? `${first.field || 'The body'} ${first.message}.` : 'The request is not what this address expects.';
  const fields = faults.map(({ field, ...fault }) => ({ field: field || 'body', ...fault }));
  return new Refusal('bad_request', message, { details: { field: fields[0]?.field ?? 'body', fields } });
}

/** One wrong field, found by a rule that no schema can say. */
export function badField(field: string, message: string): Refusal {
  return badFields([{ field, message }]);
}

type Issue = z.core.$ZodIssue;

function explainIssue(issue: Issue, input: unknown, prefix: string): FieldFault[] {
  const path = joinPath(prefix, issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: joinPath(path, [key]), message: 'is not a field we know' }));
  const inside = issue.code === 'invalid_union' && valueAt(input, issue.path) !== undefined ? nearestAlternative(issue) : [];
  if (inside.length > 0) return inside.flatMap((one) => explainIssue(one, input, prefix));
  return [{ field: path, message: plainWords(issue, valueAt(input, issue.path)) }];
}

/**
 * The faults of the alternative that was meant: the one that got furthest. None when no alternative got anywhere and the
 * union has a sentence of its own, which then says it better.
 */
function nearestAlternative(union: Extract<Issue, { code: 'invalid_union' }>): Issue[] {
  const nearest = union.errors.reduce((best, one) => (depthOf(one) > depthOf(best) ? one : best), union.errors[0] ?? []);
  if (depthOf(nearest) === 0 && !zodsOwn.test(union.message)) return [];
  return nearest.map((one) => ({ ...one, path: [...union.path, ...one.path] }) as Issue);
}

function depthOf(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((one) => one.path.length));
}

function joinPath(prefix: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((whole, part) => {
    if (typeof part === 'number') return `${whole}[${part}]`;
    return whole === '' ? String(part) : `${whole}.${String(part)}`;
  }, prefix);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined),
    input,
  );
}

/** Zod's own sentences begin like this; anything else was written by us for people, beside the schema. */
const zodsOwn = /^(Invalid|Too big|Too small|Unrecognized)/;

function plainWords(issue: Issue, value: unknown): string {
  if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union'))
    return 'is missing';
  if (!zodsOwn.test(issue.message)) return lowerFirst(issue.message.replace(/\.$/, ''));
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeNames[issue.expected] ?? `of type ${issue.expected}`}`;
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'too_small':
      if (Number(issue.minimum) === 1 && unitOf(issue.origin) !== '') return 'must not be empty';
      return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return formatNames[issue.format] ?? 'does not have the right form';
    case 'invalid_key':
      return `is not a field that can be called so: ${issue.issues.map((one) => lowerFirst(one.message.replace(/\.$/, ''))).join('; ')}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return oneOf((issue as { options?: readonly unknown[] }).options);
    default:
      return 'is not what is expected here';
  }
}

function oneOf(values: readonly unknown[] | undefined): string {
  if (values === undefined || values.length === 0) return 'is not what is expected here';
  return values.length === 1 ? `must be ${String(values[0])}` : `must be one of ${values.map(String).join(', ')}`;
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

const formatNames: Record<string, string> = {
  email: 'must be an e-mail address such as ana@example.org',
  uuid: 'must be an identifier (UUID)',
  url: 'must be a web address',
  datetime: 'must be a time such as 2026-11-20T14:00:00Z',
};

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
