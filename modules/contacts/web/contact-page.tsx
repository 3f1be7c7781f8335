import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '#contract/contacts.ts';
import { usePermission } from '#web/data/session.ts';
import { NotFoundPage } from '#web/shell/not-found-page.tsx';
import { Button } from '#web/ui/button.tsx';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Tabs } from '#web/ui/tabs.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { AddressesSection } from './contact-addresses.tsx';
import { AssignedSection } from './contact-assigned.tsx';
import { AttributesSection } from './contact-attributes.tsx';
import { ConsentTab } from './contact-consents.tsx';
import { ConversationsSection } from './contact-conversations.tsx';
import { FactsSection } from './contact-facts.tsx';
import { HistoryTab } from './contact-history.tsx';
import { TagsSection } from './contact-tags.tsx';
import { contactQuery, conversationsQuery } from './data.ts';
import { isTest, nameOf } from './words.ts';

/** One person: who they are, where they can be reached, what they agreed to, what became of them here. */
export function ContactPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const contact = useQuery({ ...contactQuery(id), enabled: isId(id) });
  const realId = contact.data?.id;
  useEffect(() => {
    // The id of a record that was joined with another leads to that one; the address should say so.
    if (realId !== undefined && realId !== id) void navigate({ to: '/contacts/$id', params: { id: realId }, replace: true });
  }, [realId, id, navigate]);
  // As it is guessed from what the button says.
  if (id === 'import') return <Navigate to="/contacts/imports" replace />;
  if (!isId(id)) return <NotFoundPage />;
  if (contact.data) return <Known contact={contact.data} />;
  return (
    <Page title={t('titles:contacts.one')}>
      {contact.isPending && <Skeleton lines={8} />}
      {contact.error && <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />}
    </Page>
  );
}

/** Ids are UUIDs; anything else in their place is no contact. */
const isId = (word: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(word);

const tabNames = ['overview', 'consent', 'history'] as const;

function Known({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { tab?: string };
  const tab = tabNames.find((one) => one === search.tab) ?? 'overview';
  const contents = {
    overview: <Overview contact={contact} />,
    consent: <ConsentTab contact={contact} />,
    history: <HistoryTab contact={contact} />,
  };
  return (
    <Page
      title={nameOf(contact) ?? t('contacts:unnamed')}
      state={
        <>
          {isTest(contact) && <Badge>{t('contacts:testContact')}</Badge>}
          {contact.optedOut.length > 0 && <Badge tone="amber">{t('contacts:optedOut')}</Badge>}
        </>
      }
      description={
        contact.lastSeenAt ? (
          <>
            {t('contacts:column.seen')}: <RelativeTime time={contact.lastSeenAt} />
          </>
        ) : (
          t('contacts:neverWrote')
        )
      }
      action={<Actions contact={contact} />}
    >
      <Tabs
        label={t('contacts:sides')}
        value={tab}
        onValue={(next) => void navigate({ to: '.', search: { tab: next === 'overview' ? undefined : next } as never, replace: true })}
        tabs={tabNames.map((value) => ({ value, label: t(`contacts:tab.${value}`), content: contents[value] }))}
      />
    </Page>
  );
}

function Overview({ contact }: { readonly contact: ContactDetail }) {
  return (
    <div className="grid items-start gap-x-6 three:grid-cols-2">
      <div className="min-w-0">
        <FactsSection contact={contact} />
        <AddressesSection contact={contact} />
        <TagsSection contact={contact} />
      </div>
      <div className="min-w-0">
        <AttributesSection contact={contact} />
        <AssignedSection contact={contact} />
        <ConversationsSection contact={contact} />
      </div>
    </div>
  );
}

function Actions({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayRead = usePermission('conversations.read');
  const mayMerge = usePermission('contacts.merge');
  const mayCare = usePermission('care.read');
  const conversations = useQuery({ ...conversationsQuery(contact.id), enabled: mayRead });
  const latest = conversations.data?.items[0];
  return (
    <>
      {mayMerge && (
        <Button onClick={() => void navigate({ to: '/contacts/duplicates', search: { one: contact.id } as never })}>
          {t('contacts:merge.with')}
        </Button>
      )}
      {mayCare && <ButtonLink to={`/care/${contact.id}`}>{t('titles:care.one')}</ButtonLink>}
      {latest && (
        <Button look="main" icon={MessagesSquare} onClick={() => void navigate({ to: `/inbox/${latest.id}` })}>
          {t('contacts:openConversation')}
        </Button>
      )}
    </>
  );
}
