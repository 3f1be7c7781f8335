import type { Reader } from '#web/i18n/format.ts';
import type { IncidentDetail, IncidentEntry } from '../contract.ts';

interface Named {
  readonly name: string;
}

/** "Ana, Juma and Clare"; whose account is gone is `somebody`. */
export function listNames(people: readonly Named[], { language }: Pick<Reader, 'language'>, somebody: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(people.map(({ name }) => name || somebody));
}

/** Whom an entry names: the members who were called, or the one who was reached. */
export function peopleOf({ data, actor }: IncidentEntry, { called }: Pick<IncidentDetail, 'called'>): readonly Named[] {
  const ids = Array.isArray(data.members) ? data.members : data.member === undefined ? [] : [data.member];
  const known = new Map(called.map((one) => [one.id, one]));
  return ids.map((id) => known.get(String(id)) ?? { name: id === actor.id ? (actor.name ?? '') : '' });
}

const kinds = ['not_delivered', 'acknowledged', 'note', 'resolved', 'false_alarm', 'told', 'not_told', 'asked', 'not_asked'] as const;

/** Which sentence says it; "other" for what this version of the app does not know yet. */
export function entryKey({ kind, data }: Pick<IncidentEntry, 'kind' | 'data'>, people: number) {
  if (kind === 'called') return people === 0 ? 'calledNobody' : 'called';
  if (kind === 'delivered') return data.by === 'app' ? 'seen' : data.by === 'phone' ? 'phoned' : 'mailed';
  if (kind === 'not_delivered' && data.by === 'phone') return 'not_phoned';
  return kinds.find((known) => known === kind) ?? 'other';
}

const abouts = ['suicidal', 'self_harm', 'harm_to_others', 'abuse', 'acute_medical', 'psychosis', 'eating', 'someone_else'] as const;

/** What a text is about, as far as there are words for it. */
export function aboutOf(categories: readonly string[]): readonly (typeof abouts)[number][] {
  return abouts.filter((one) => categories.includes(one));
}
