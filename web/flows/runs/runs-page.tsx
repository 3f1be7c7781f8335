import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ListVideo } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FlowRun, runStates } from '#contract/flow-state.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { Field } from '#web/ui/field.tsx';
import { Select } from '#web/ui/inputs.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Table } from '#web/ui/table.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { flowQuery } from '../queries.ts';
import { RunStateMark } from './run-words.tsx';

const states: readonly (typeof runStates)[number][] = ['waiting', 'suspended', 'ended', 'cancelled'];

/** Who is, and was, in a flow. */
export function RunsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false }) as { id: string };
  const search: { readonly state?: unknown } = useSearch({ strict: false });
  const state = states.find((one) => one === search.state);
  const flow = useQuery(flowQuery(id));
  const runs = usePaged<FlowRun>(['flow-runs', id, state ?? null], '/api/flow-runs', {
    query: { flowId: id, state },
    live: { changes: ['turn', 'event'] },
  });
  return (
    <Page
      title={t('runs:of', { flow: flow.data?.title ?? '' })}
      description={<Link to={`/flows/${id}`}>{t('runs:toFlow')}</Link>}
      action={
        <div className="w-48">
          <Field label={t('runs:which')} labelHidden>
            <Select
              value={state ?? ''}
              options={['', ...states].map((value) => ({ value, label: t(`runs:only.${value || 'all'}`) }))}
              onValue={(next) => void navigate({ to: '.', search: (next === '' ? {} : { state: next }) as never, replace: true })}
            />
          </Field>
        </div>
      }
    >
      {runs.isPending && <Skeleton lines={5} />}
      {runs.error && <ErrorState error={runs.error} onRetry={runs.refetch} />}
      {runs.items?.length === 0 && (
        <EmptyState icon={ListVideo} title={t(state ? 'runs:noneSuch' : 'runs:none')}>
          {t('runs:noneText')}
        </EmptyState>
      )}
      {runs.items && runs.items.length > 0 && (
        <div className="flex max-h-[calc(100dvh-200px)] min-h-60 flex-col">
          <Table
            label={t('runs:title')}
            items={runs.items}
            keyOf={(run) => run.id}
            onOpen={(run) => void navigate({ to: `/flows/runs/${run.id}` })}
            onEnd={() => runs.hasMore && !runs.busy && runs.more()}
            columns={[
              { key: 'who', header: t('runs:who'), cell: (run) => <Who run={run} /> },
              { key: 'state', header: t('flows:column.state'), cell: (run) => <RunStateMark run={run} /> },
              {
                key: 'node',
                header: t('runs:node'),
                cell: ({ node }) => (
                  <bdi dir="ltr" className="block max-w-48 truncate">
                    {node}
                  </bdi>
                ),
              },
              { key: 'version', header: t('flows:column.version'), cell: ({ version }) => version, numeric: true, minor: true },
              { key: 'since', header: t('runs:since'), cell: ({ changedAt }) => <RelativeTime time={changedAt} />, minor: true },
            ]}
          />
        </div>
      )}
    </Page>
  );
}

function Who({ run: { contactName } }: { readonly run: FlowRun }) {
  const { t } = useTranslation();
  return <bdi className="block max-w-80 truncate font-strong max-two:max-w-32">{contactName ?? t('runs:unnamed')}</bdi>;
}
