import type { Incident } from '../contract.ts';

/** What was heard in this browser, in any of its tabs: each call sounds once, also after a reload. */
const place = 'baraza.heard';
/** More than that call at once nowhere. */
const most = 50;

/** Whether one of these calls is new here; from now on none of them is. A call that comes again because it got worse is a new one. */
export function firstHeard(calling: readonly Pick<Incident, 'id' | 'calledAt'>[], storage: Pick<Storage, 'getItem' | 'setItem'>): boolean {
  const before = (storage.getItem(place) ?? '').split(' ').filter(Boolean);
  const fresh = calling.map(({ id, calledAt }) => `${id}@${calledAt}`).filter((key) => !before.includes(key));
  if (fresh.length === 0) return false;
  storage.setItem(place, [...before, ...fresh].slice(-most).join(' '));
  return true;
}
