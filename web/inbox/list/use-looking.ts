import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Change } from '#contract/realtime.ts';
import { around, useChanges, useLive } from '#web/data/realtime.ts';
import { useMembers } from '../queries.ts';

const nobody: readonly string[] = [];

/** Which colleagues look at which conversation. Oneself is not among them. */
export function useLooking(memberId: string): (conversationId: string) => readonly string[] {
  const members = useMembers();
  const [looking, setLooking] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const hear = useCallback((change: Change) => {
    const { kind, conversationId, looking: ids } = change;
    if (kind !== 'presence.changed' || conversationId === undefined || ids === undefined) return;
    setLooking((known) => new Map(known).set(conversationId, ids));
  }, []);
  useChanges(hear);
  const live = useLive();
  useEffect(() => {
    // Nothing is known of a time in which nothing was told.
    setLooking(new Map());
    if (live) void around().then((changes) => changes.forEach(hear));
  }, [live, hear]);
  return useMemo(() => {
    const named = new Map(
      [...looking].map(([id, ids]) => [
        id,
        ids.filter((one) => one !== memberId).flatMap((one) => members.find(({ id: other }) => other === one)?.name || []),
      ]),
    );
    return (conversationId: string) => named.get(conversationId) ?? nobody;
  }, [looking, members, memberId]);
}
