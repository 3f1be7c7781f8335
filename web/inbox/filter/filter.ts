import type { InboxFilter, InboxRow, InboxSort } from '../../../modules/desk/contract.ts';

/** What the list shows, as it stands in the address of the page: /inbox?handler=people&waiting=true&sort=waiting */
export interface Shown {
  readonly filter: InboxFilter;
  readonly sort: InboxSort;
}

export const standard: Shown = { filter: {}, sort: 'newest' };

const id = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const whose = new RegExp(`^(me|none|${id})$`);
const which = new RegExp(`^(none|${id})$`);
const one = new RegExp(`^${id}$`);

/** What each part of an address may say; anything else there is passed over, as in any address. */
const words: Readonly<Record<keyof InboxFilter, (value: string) => boolean>> = {
  state: (value) => ['open', 'snoozed', 'closed', 'all'].includes(value),
  handler: (value) => ['assistant', 'people'].includes(value),
  assignee: (value) => whose.test(value),
  team: (value) => which.test(value),
  label: (value) => one.test(value),
  channel: (value) => one.test(value),
  tag: (value) => one.test(value),
  contact: (value) => one.test(value),
  unread: (value) => value === 'true',
  waiting: (value) => value === 'true',
  failed: (value) => value === 'true',
  attention: (value) => value === 'true',
  mentioned: (value) => value === 'true',
};
/** The first is meant where nothing is said. */
export const sorts: readonly InboxSort[] = ['newest', 'waiting', 'risk'];
const names = Object.keys(words) as (keyof InboxFilter)[];

export function shownOf(search: Readonly<Record<string, unknown>>): Shown {
  const said = names.flatMap((name) => {
    const value = String(search[name] ?? '');
    return words[name](value) ? [[name, value === 'true' ? true : value] as const] : [];
  });
  const filter = Object.fromEntries(said) as InboxFilter;
  return { filter: tidy(filter), sort: sorts.find((one) => one === search.sort) ?? 'newest' };
}

/** Without what says nothing: "open" is meant anyway. */
function tidy({ state, ...rest }: InboxFilter): InboxFilter {
  return state === undefined || state === 'open' ? rest : { state, ...rest };
}

/** The parts of an address. */
export function searchOf({ filter, sort }: Shown): Record<string, string | true> {
  const said = names.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]] as const]));
  return { ...Object.fromEntries(said), ...(sort === 'newest' ? {} : { sort }) };
}

/** Another part of the filter; undefined takes it out. */
export function withPart({ filter, sort }: Shown, part: { readonly [Name in keyof InboxFilter]?: InboxFilter[Name] | undefined }): Shown {
  const said = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined);
  return { filter: tidy(Object.fromEntries(said) as InboxFilter), sort };
}

/** The same for the same, whatever the order in which it was said. */
export function keyOf(shown: Shown): string {
  return JSON.stringify(searchOf(shown));
}

export const isFiltered = ({ filter }: Shown): boolean => Object.keys(filter).length > 0;

/** What each part of a filter asks of a row; the others (tags of the contact, mentions) no row can say. */
const asks: Readonly<Partial<Record<keyof InboxFilter, (row: InboxRow, value: string) => boolean>>> = {
  state: (row, state) => state === 'all' || row.state === state,
  handler: (row, handler) => row.handler === handler,
  assignee: (row, assignee) => (row.assignee?.id ?? 'none') === assignee,
  team: (row, team) => (row.team?.id ?? 'none') === team,
  label: (row, label) => row.labels.some(({ id }) => id === label),
  channel: (row, channel) => row.channelId === channel,
  contact: (row, contact) => row.contactId === contact,
  unread: (row) => row.unread > 0,
  waiting: (row) => row.waitingSince !== null,
  failed: (row) => row.failed,
  attention: (row) => row.risk !== null,
};

/** Whether a row belongs into the list; null: the row does not say. */
export function belongs(row: InboxRow, { filter, sort }: Shown, memberId: string): boolean | null {
  const assignee = filter.assignee === 'me' ? { assignee: memberId } : {};
  const sorted = { newest: {}, waiting: { waiting: true }, risk: { attention: true } }[sort];
  const whole = { state: 'open', ...filter, ...assignee, ...sorted };
  const parts = Object.entries(whole) as [keyof InboxFilter, string][];
  if (parts.some(([name, value]) => asks[name]?.(row, value) === false)) return false;
  return parts.every(([name]) => asks[name]) || null;
}
