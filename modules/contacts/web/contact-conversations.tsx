import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '#contract/contacts.ts';
import { usePermission } from '#web/data/session.ts';
import { Badge } from '#web/ui/marks.tsx';
import { Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { conversationsQuery } from './data.ts';

/** Where they write, with the last words of each. */
export function ConversationsSection({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const mayRead = usePermission('conversations.read');
  const conversations = useQuery({ ...conversationsQuery(contact.id), enabled: mayRead });
  const { messagesIn, messagesOut } = contact.statistics;
  if (!mayRead) return null;
  return (
    <Section
      title={t('contacts:conversations.title')}
      description={messagesIn + messagesOut > 0 ? t('contacts:conversations.count', { messagesIn, messagesOut }) : undefined}
    >
      {conversations.isPending && <Skeleton />}
      {conversations.error && <ErrorState error={conversations.error} onRetry={() => void conversations.refetch()} />}
      {conversations.data?.items.length === 0 && <p className="text-muted">{t('contacts:conversations.none')}</p>}
      <ul className="flex flex-col">
        {conversations.data?.items.map((one) => (
          <li key={one.id} className="border-b border-line last:border-0">
            <Link to={`/inbox/${one.id}`} className="flex flex-col gap-0.5 rounded-control py-2 hover:bg-sunken">
              <span className="flex items-center gap-2">
                <span className="min-w-0 flex-1 truncate font-strong">{one.channel.name}</span>
                {one.state !== 'open' && <Badge>{t(`contacts:conversations.state.${one.state}`)}</Badge>}
                <span className="text-small text-muted">
                  <RelativeTime time={one.lastMessageAt} />
                </span>
              </span>
              {one.lastMessage?.text && (
                <span dir="auto" className="truncate text-muted">
                  {one.lastMessage.text}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
