import { useState } from 'react';
import { comparePlaces, type Listed, type Place, placeOf } from './listed.ts';

/** How many conversations came on top, by somebody writing, since the top was last seen. */
export function useArrivals(list: Listed, listKey: string, atTop: boolean): number {
  const top = list.rows[0] ? placeOf(list.rows[0], list.sort) : null;
  const [seen, setSeen] = useState<{ key: string; place: Place | null }>({ key: listKey, place: top });
  const news = seen.key === listKey && !atTop ? arrivalsOf(list, seen.place) : 0;
  if (seen.key !== listKey || (atTop && (seen.place?.id !== top?.id || seen.place?.at !== top?.at))) setSeen({ key: listKey, place: top });
  return news;
}

/** Who waits longest stands above: there nobody comes on top. */
export function arrivalsOf({ rows, sort }: Listed, seen: Place | null): number {
  if (sort === 'waiting' || seen === null) return 0;
  const old = rows.findIndex((row) => comparePlaces(placeOf(row, sort), seen, sort) >= 0);
  return rows.slice(0, old < 0 ? rows.length : old).filter((row) => row.lastMessage?.direction === 'in').length;
}
