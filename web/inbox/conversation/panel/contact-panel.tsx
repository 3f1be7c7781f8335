import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { IncidentPanel } from '#web/shell/panels.tsx';
import { IconButton } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import { rowQuery } from '../queries.ts';
import { useContactName } from '../timeline/names.ts';
import { Attributes } from './attributes.tsx';
import { Consents } from './consents.tsx';
import { contactQuery } from './contact-queries.ts';
import { Facts } from './facts.tsx';
import { NameLine } from './name-line.tsx';
import { NotesList } from './notes-list.tsx';
import { OtherConversations } from './other-conversations.tsx';
import { Tags } from './tags.tsx';

export interface ContactPanelProps {
  readonly conversationId: string;
  readonly onClose?: (() => void) | undefined;
}

/** Who writes: what is known of them, what they agreed to, where else they write. */
export function ContactPanel({ conversationId, onClose }: ContactPanelProps) {
  const { t } = useTranslation();
  const row = useQuery(rowQuery(conversationId));
  return (
    <section aria-label={t('conversation:panel.title')} className="min-h-0 bg-paper">
      {onClose && (
        <p className="flex justify-end px-3 pt-2">
          <IconButton icon={X} label={t('ui:close')} onClick={onClose} />
        </p>
      )}
      {/* What keeps it from being shown is told beside it, once. */}
      {row.data ? <Contact key={row.data.contact.id} row={row.data} /> : !row.error && <Skeleton lines={6} />}
    </section>
  );
}

function Contact({ row }: { readonly row: InboxRow }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(contactQuery(row.contact.id));
  const name = useContactName(row.contact);
  const mayReadIncidents = usePermission('incidents.read');
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />;
  return (
    <div className="flex flex-col divide-y divide-line px-4 pb-8">
      <div className="flex flex-col gap-3 py-3">
        <NameLine contact={data} name={name} />
        <Facts contact={data} />
        <p>
          <Link to={`/contacts/${data.id}`}>{t('conversation:panel.open')}</Link>
        </p>
      </div>
      {mayReadIncidents && <IncidentPanel contactId={data.id} />}
      <Tags contactId={data.id} />
      <Attributes contactId={data.id} />
      <Consents contact={data} conversationId={row.id} optedOutAt={row.optedOutAt} />
      <OtherConversations contactId={data.id} conversationId={row.id} />
      <NotesList conversationId={row.id} />
    </div>
  );
}
