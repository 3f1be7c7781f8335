import type { CareSettings } from '#safety/index.ts';

export interface Candidate {
  readonly id: string;
  readonly role: string;
  /** The contact is theirs. */
  readonly assigned: boolean;
}

/**
 * Who is called the `step`-th time, from 0: whoever has the contact and the first of the chain; the same again; then one after the
 * other of the chain; then the pool together, again and again. Pure. `may`: whether somebody may see incidents at all; who may not is
 * never told. Nobody left: owners and administrators, so that there is always somebody.
 */
export function recipientsOf(
  step: number,
  members: readonly Candidate[],
  { chain, pool }: Pick<CareSettings, 'chain' | 'pool'>,
  may: (member: Candidate) => boolean,
): string[] {
  const able = members.filter(may);
  const named = (ids: readonly string[]) => ids.filter((id) => able.some((member) => member.id === id));
  const heads = able.filter(({ role }) => role === 'owner' || role === 'admin').map(({ id }) => id);
  const order = named(chain);
  const everybody = named(pool).length > 0 ? named(pool) : heads;
  const place = Math.max(0, step - 1);
  const turn = place < order.length ? order.slice(place, place + 1) : everybody;
  const assigned = place === 0 ? able.filter((member) => member.assigned).map(({ id }) => id) : [];
  return [...new Set([...assigned, ...turn])];
}
