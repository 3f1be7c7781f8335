import { useQuery } from '@tanstack/react-query';
import { oneQuery } from '#web/data/by-address.ts';
import type { IncidentFigures } from '../contract.ts';

/** Asked for once a minute as well: a number that calls people must not depend on a connection that stays. */
const againMs = 60_000;

export const figuresQuery = oneQuery<IncidentFigures>('/api/incident-figures', { changes: ['incident'] });

/** What nobody has acknowledged, in the rail and in the title of the window. */
export function useIncidentsBadge(permissions: readonly string[]): number {
  const enabled = permissions.includes('incidents.read');
  const { data } = useQuery({ ...figuresQuery, enabled, refetchInterval: againMs });
  return data ? sumOf(data.unacknowledged) : 0;
}

export function sumOf({ moderate, high, imminent }: IncidentFigures['open']): number {
  return moderate + high + imminent;
}
