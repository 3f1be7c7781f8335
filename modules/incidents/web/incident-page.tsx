import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { IncidentDetail } from '../contract.ts';
import { incidentQuery } from './data.ts';
import { Evidence } from './evidence.tsx';
import { Handle } from './handle.tsx';
import { HandledMark, SeverityMark } from './marks.tsx';
import { isClosed } from './order.ts';
import { Suggestion } from './suggestion.tsx';
import { TimeLeft } from './time-left.tsx';
import { Timeline } from './timeline.tsx';
import { listNames } from './words.ts';

/** One incident: what was written, what people did, and the one thing to do now. */
export function IncidentPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const incident = useQuery(incidentQuery(id));
  if (incident.data) return <Known key={id} incident={incident.data} />;
  return (
    <Page title={t('titles:incidents.one')}>
      {incident.isPending && <Skeleton lines={8} />}
      {incident.error && (
        <ErrorState
          error={incident.error}
          onRetry={() => void incident.refetch()}
          aside={<ButtonLink to="/incidents">{t('incidents:all')}</ButtonLink>}
        />
      )}
    </Page>
  );
}

function Known({ incident }: { readonly incident: IncidentDetail }) {
  const { t } = useTranslation();
  const mayReadContact = usePermission('contacts.read');
  const mayReadConversation = usePermission('conversations.read');
  const mayCare = usePermission('care.read');
  useSeen(incident);
  return (
    <Page
      title={incident.contactName ?? t('incidents:unnamed')}
      state={
        <>
          <SeverityMark incident={incident} />
          <HandledMark incident={incident} />
        </>
      }
      description={
        <>
          {t('incidents:since')} <RelativeTime time={incident.raisedAt} />
        </>
      }
      action={
        mayReadConversation &&
        !incident.contactHidden && <ButtonLink to={`/inbox/${incident.conversationId}`}>{t('incidents:openConversation')}</ButtonLink>
      }
    >
      <div className="grid items-start gap-x-6 three:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0">
          {incident.contactHidden && <Hidden incident={incident} />}
          <Evidence incident={incident} />
          <Handle incident={incident} />
          <Suggestion incident={incident} />
        </div>
        <div className="min-w-0">
          <div className="mb-4 empty:hidden">
            <TimeLeft incident={incident} />
          </div>
          <Timeline incident={incident} />
          <p className="flex flex-wrap gap-x-4 gap-y-1">
            {mayReadContact && !incident.contactHidden && <Link to={`/contacts/${incident.contactId}`}>{t('incidents:openContact')}</Link>}
            {mayCare && !incident.contactHidden && <Link to={`/care/${incident.contactId}`}>{t('titles:care.one')}</Link>}
            <Link to="/incidents">{t('incidents:all')}</Link>
          </p>
        </div>
      </div>
    </Page>
  );
}

/** Whoever was called for somebody else's contact: what they do not see, and who can change that. */
function Hidden({ incident: { canGive, contactId } }: { readonly incident: IncidentDetail }) {
  const { t } = useTranslation();
  const mayOpen = usePermission('care.break_glass');
  const names = listNames(canGive, useReader(), t('incidents:somebody'));
  return (
    <p className="mb-4 flex items-start gap-2 rounded-control bg-amber-soft px-3 py-2">
      <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0 text-amber" />
      <span>
        {t('incidents:hidden', { names, some: canGive.length > 0 ? 'yes' : 'no' })}{' '}
        {mayOpen && <Link to={`/care/open?id=${contactId}`}>{t('incidents:openEmergency')}</Link>}
      </span>
    </p>
  );
}

/** Opened is seen: somebody was reached. Said once for each time the page is opened. */
function useSeen(incident: IncidentDetail): void {
  const queries = useQueryClient();
  const { id } = incident;
  const over = isClosed(incident);
  useEffect(() => {
    if (over) return;
    const seen = post<IncidentDetail>(`/api/incidents/${id}/see`, { body: {} });
    // What is shown stands also where this did not go through; people are called all the same.
    void seen.then((now) => queries.setQueryData(incidentQuery(id).queryKey, now)).catch(() => undefined);
  }, [id, over, queries]);
}
