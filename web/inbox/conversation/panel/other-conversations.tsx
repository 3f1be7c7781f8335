import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get } from '#web/data/api.ts';
import { RelativeTime } from '#web/ui/time.tsx';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import { Part } from './part.tsx';

/** Where else the same person writes. */
export function OtherConversations({ contactId, conversationId }: { readonly contactId: string; readonly conversationId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['inbox', 'of-contact', contactId],
    queryFn: ({ signal }) => get<{ items: InboxRow[] }>('/api/inbox', { query: { contact: contactId, state: 'all', limit: 20 }, signal }),
    meta: { live: { changes: ['conversation', 'message'], about: { contactId } } },
  });
  const others = data?.items.filter(({ id }) => id !== conversationId) ?? [];
  if (others.length === 0) return null;
  return (
    <Part title={t('conversation:panel.others')}>
      <ul className="flex flex-col gap-1">
        {others.map((row) => (
          <li key={row.id}>
            <Link to={`/inbox/${row.id}` as string} className="block rounded-control border border-line px-3 py-2 hover:bg-sunken">
              <span className="flex justify-between gap-2">
                <bdi className="truncate font-strong">{row.channel.name}</bdi>
                <span className="text-small text-muted">
                  <RelativeTime time={row.lastMessageAt} />
                </span>
              </span>
              <span dir="auto" className="block truncate text-small text-muted">
                {row.lastMessage?.text ?? t(`conversation:state.${row.state === 'closed' ? 'closed' : 'open'}`)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
