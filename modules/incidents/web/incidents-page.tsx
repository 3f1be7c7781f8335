import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Download, LifeBuoy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { download } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { FilterSentence } from '#web/ui/filter-sentence.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { MoreButton } from '#web/ui/more-button.tsx';
import { Page } from '#web/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { Incident, Severity } from '../contract.ts';
import { openQuery, severities } from './data.ts';
import { Figures } from './figures.tsx';
import { IncidentList } from './incident-list.tsx';
import { inOrder } from './order.ts';

/** Messages that need attention: what nobody deals with stands first. */
export function IncidentsPage() {
  const { t } = useTranslation();
  const mayExport = usePermission('incidents.export');
  const { state, severity } = useFilter();
  const exporting = useSending(() => download('/api/incident-export', 'incidents.csv'));
  return (
    <Page
      title={t('titles:incidents.title')}
      description={t('incidents:text')}
      action={
        mayExport && (
          <Button icon={Download} busy={exporting.busy} onClick={() => exporting.send(undefined)}>
            {t('incidents:export')}
          </Button>
        )
      }
    >
      {exporting.error && (
        <p role="alert" className="mb-3 text-ember">
          {explainKnown(exporting.error)}
        </p>
      )}
      <div className="mb-3">
        <Filter />
      </div>
      {state === 'open' ? <OpenOnes severity={severity} /> : <ClosedOnes severity={severity} />}
      <Figures />
    </Page>
  );
}

const states = ['open', 'closed'] as const;

function useFilter() {
  const search = useSearch({ strict: false }) as { state?: string; severity?: string };
  return {
    state: states.find((one) => one === search.state) ?? 'open',
    severity: severities.find((one) => one === search.severity) ?? null,
  };
}

function Filter() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state, severity } = useFilter();
  const go = (change: { state?: string; severity?: string }) => {
    const next = { state, severity: severity ?? 'any', ...change };
    const search = { state: next.state === 'open' ? undefined : next.state, severity: next.severity === 'any' ? undefined : next.severity };
    void navigate({ to: '/incidents', search: search as never, replace: true });
  };
  return (
    <FilterSentence
      sentence={t('incidents:filter.sentence', { state: '{state}', severity: '{severity}' })}
      choices={{
        state: {
          label: t('incidents:filter.state'),
          value: state,
          options: states.map((value) => ({ value, label: t(`incidents:filter.${value}`) })),
          onValue: (value) => go({ state: value }),
        },
        severity: {
          label: t('incidents:filter.severity'),
          value: severity ?? 'any',
          options: [
            { value: 'any', label: t('incidents:filter.any') },
            ...severities.map((value) => ({ value, label: t(`incidents:severity.${value}`) })),
          ],
          onValue: (value) => go({ severity: value }),
        },
      }}
      onReset={state === 'open' && severity === null ? undefined : () => go({ state: 'open', severity: 'any' })}
    />
  );
}

function OpenOnes({ severity }: { readonly severity: Severity | null }) {
  const { t } = useTranslation();
  const open = useQuery(openQuery(severity));
  const seesAll = usePermission('contacts.see_all');
  if (open.isPending) return <Skeleton lines={6} />;
  if (!open.data) return <ErrorState error={open.error} onRetry={() => void open.refetch()} />;
  if (open.data.items.length === 0) {
    return (
      <EmptyState icon={LifeBuoy} title={seesAll ? t('incidents:none') : t('incidents:noneYours')}>
        {seesAll ? t('incidents:noneText') : t('incidents:noneYoursText')}
      </EmptyState>
    );
  }
  return (
    <>
      <IncidentList label={t('incidents:filter.open')} incidents={inOrder(open.data.items)} />
      {open.data.more && <p className="mt-3 text-muted">{t('incidents:manyMore')}</p>}
    </>
  );
}

function ClosedOnes({ severity }: { readonly severity: Severity | null }) {
  const { t } = useTranslation();
  const closed = usePaged<Incident>(['incidents', 'closed', severity], '/api/incidents', {
    query: { state: 'closed', severity: severity ?? undefined },
    live: { changes: ['incident'] },
  });
  if (closed.isPending) return <Skeleton lines={6} />;
  if (!closed.items) return <ErrorState error={closed.error} onRetry={closed.refetch} />;
  if (closed.items.length === 0) return <EmptyState icon={LifeBuoy} title={t('incidents:noneClosed')} />;
  return (
    <>
      <IncidentList label={t('incidents:filter.closed')} incidents={closed.items} />
      <MoreButton list={closed} />
    </>
  );
}
