import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { post } from '#web/data/api.ts';
import type { InboxRow, TimelineItem, Unread } from '../../../modules/desk/contract.ts';
import { rowQuery } from './queries.ts';

interface Seen {
  readonly items: readonly TimelineItem[];
  /** The newest is in sight. */
  readonly atEnd: boolean;
  readonly unread: number;
}

/** Marks as read what was in sight of somebody who looks: the page is before them and the newest is on it. */
export function useMarkRead(conversationId: string, { items, atEnd, unread }: Seen): void {
  const queries = useQueryClient();
  const visible = useVisible();
  const marked = useRef<string | null>(null);
  const lastId = items.findLast((item) => item.type === 'message')?.id ?? null;
  useEffect(() => {
    if (!visible || !atEnd || lastId === null || marked.current === lastId) return;
    const before = marked.current;
    marked.current = lastId;
    // Somebody marked it unread themselves: it stays so until something new comes.
    if (unread === 0 && before === null) return;
    void post<Unread>(`/api/conversations/${conversationId}/read`, { body: { messageId: lastId } })
      .then(({ unread: left }) => {
        queries.setQueryData<InboxRow>(rowQuery(conversationId).queryKey, (row) => row && { ...row, unread: left });
        void queries.invalidateQueries({ queryKey: ['inbox'], predicate: ({ queryKey: [, what] }) => what !== 'row' });
      })
      .catch(() => {
        // Asked again with the next message, or when the page is looked at anew.
        marked.current = before;
      });
  }, [conversationId, queries, visible, atEnd, lastId, unread]);
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}
