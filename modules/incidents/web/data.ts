import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/data/api.ts';
import { oneQuery } from '#web/data/by-address.ts';
import type { Live } from '#web/data/follow.ts';
import type { Incident, IncidentDetail, SafetyLines, SafetySettings, Severity } from '../contract.ts';

const live = { changes: ['incident'] } as const satisfies Live;

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** What one request may ask for. */
const most = 200;
/** The gravest first. Not those of the contract, which would bring its whole library along. */
export const severities: readonly Severity[] = ['imminent', 'high', 'moderate'];

export interface OpenIncidents {
  readonly items: readonly Incident[];
  /** There are more than are shown. */
  readonly more: boolean;
}

/** Those that are not closed. Each severity by itself, so that many of one never hide those of another. */
export const openQuery = (severity: Severity | null) =>
  queryOptions({
    queryKey: ['incidents', 'open', severity],
    queryFn: async ({ signal }): Promise<OpenIncidents> => {
      const wanted = severity === null ? severities : [severity];
      const ask = (one: Severity) =>
        get<PageOf<Incident>>('/api/incidents', { query: { state: 'open', severity: one, limit: most }, signal });
      const pages = await Promise.all(wanted.map(ask));
      return { items: pages.flatMap(({ items }) => items), more: pages.some(({ nextCursor }) => nextCursor !== null) };
    },
    meta: { live },
  });

/** Those that call at once, and that nobody has acknowledged. */
export const callingQuery = queryOptions({
  queryKey: ['incidents', 'calling'],
  queryFn: ({ signal }) =>
    get<PageOf<Incident>>('/api/incidents', { query: { state: 'waiting', severity: 'imminent', limit: 20 }, signal }),
  meta: { live },
});

/** A contact's, the newest first: open ones, then those of before. */
export const contactQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['incidents', 'of', contactId],
    queryFn: ({ signal }) => get<PageOf<Incident>>('/api/incidents', { query: { state: 'open', contactId, limit: 1 }, signal }),
    meta: { live: { ...live, about: { contactId } } satisfies Live },
  });

export const incidentQuery = (id: string) => oneQuery<IncidentDetail>(`/api/incidents/${id}`, live);

export const settingsQuery = oneQuery<SafetySettings>('/api/safety/settings');

export const linesQuery = oneQuery<SafetyLines>('/api/safety-lines');
