import type { Condition, ContactQuestion, Rule } from '../contract.ts';

/** What the list of contacts is asked, as it stands in the address: to be shared, and there again after going back. */
export interface Filter {
  readonly q?: string;
  /** Id of a segment. */
  readonly segment?: string;
  /** Id of a tag. */
  readonly tag?: string;
  readonly channel?: string;
  readonly seen?: Seen;
  /** More conditions, one level deep. */
  readonly where?: Where;
}

export interface Where {
  readonly match: Rule['match'];
  readonly conditions: readonly Condition[];
}

export const seenChoices = ['in-1', 'in-7', 'in-30', 'in-90', 'not-30', 'not-90', 'never'] as const;
export type Seen = (typeof seenChoices)[number];

/** Reads an address that anybody may have written; what is not understood is left out. */
export function readFilter(search: Readonly<Record<string, unknown>>): Filter {
  const word = (name: string) => {
    const value = search[name];
    // The router reads ?q=0712 as a number.
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const seen = seenChoices.find((one) => one === search.seen);
  const found = {
    q: word('q'),
    segment: word('segment'),
    tag: word('tag'),
    channel: word('channel'),
    seen,
    where: readWhere(search.where),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value !== ''));
}

function readWhere(given: unknown): Where | undefined {
  const { match, conditions } = (given ?? {}) as Partial<Where>;
  if ((match !== 'all' && match !== 'any') || !Array.isArray(conditions)) return undefined;
  const read = conditions.filter((one): one is Condition => typeof one?.field === 'string' && typeof one?.is === 'string').slice(0, 20);
  return read.length === 0 ? undefined : { match, conditions: read };
}

/** Two letters at least are looked for; one would find everybody. */
export function toQuestion({ q, segment, tag, channel, seen, where }: Filter): Omit<ContactQuestion, 'limit'> {
  const conditions: Rule['conditions'] = [];
  if (tag) conditions.push({ field: 'tag', is: 'equal', value: tag });
  if (channel) conditions.push({ field: 'channel_type', is: 'equal', value: channel });
  if (seen) conditions.push(seenCondition(seen));
  if (where) conditions.push(...joined(where));
  const words = q?.trim() ?? '';
  return {
    ...(words.length >= 2 ? { q: words } : {}),
    ...(segment ? { segmentId: segment } : {}),
    ...(conditions.length > 0 ? { rule: { match: 'all' as const, conditions } } : {}),
  };
}

function joined({ match, conditions }: Where): Rule['conditions'] {
  return match === 'all' ? [...conditions] : [{ match, conditions: [...conditions] }];
}

function seenCondition(seen: Seen): Condition {
  const [how, days] = seen.split('-');
  if (how === 'never') return { field: 'last_seen', is: 'not_set' };
  return { field: 'last_seen', is: how === 'in' ? 'within_days' : 'not_within_days', value: Number(days) };
}

export const isFiltered = (filter: Filter): boolean => Object.keys(filter).length > 0;
