import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '#web/ui/time.tsx';
import type { TimelineState } from '../timeline/timeline-state.ts';
import { timelineKey } from '../timeline/use-timeline.ts';
import { Part } from './part.tsx';

/** The notes among what is loaded of the conversation, the newest first; each leads to its place. */
export function NotesList({ conversationId }: { readonly conversationId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery<TimelineState>({ queryKey: timelineKey(conversationId), enabled: false });
  const notes = data?.items.flatMap((item) => (item.type === 'note' ? [item.note] : [])).reverse() ?? [];
  if (notes.length === 0) return null;
  return (
    <Part title={t('conversation:panel.notes')}>
      <ul className="flex flex-col gap-1.5">
        {notes.map((note) => (
          <li key={note.id}>
            <Link
              to={`/inbox/${conversationId}` as string}
              search={{ message: note.id } as never}
              className="block rounded-control border border-amber/40 bg-amber-soft px-3 py-2 hover:border-amber"
            >
              <span dir="auto" className="line-clamp-3 [overflow-wrap:anywhere]">
                {note.text}
              </span>
              <span className="mt-0.5 flex gap-2 text-small text-amber">
                <bdi>{note.author.name}</bdi>
                <RelativeTime time={note.createdAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
