import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus, Workflow } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '#contract/flow-state.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { formatNumber } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { Page } from '#web/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Table } from '#web/ui/table.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { FlowStateMark, useTriggerWords } from '../flow-words.tsx';
import { flowsQuery } from '../queries.ts';
import { NewFlow } from './new-flow.tsx';

/** Everything that asks questions by itself. */
export function FlowsPage() {
  const { t } = useTranslation();
  const mayChange = usePermission('flows.change');
  const flows = useQuery(flowsQuery);
  const [adding, setAdding] = useState(false);
  const add = mayChange && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('flows:new.title')}
    </Button>
  );
  // What is put away stands last.
  const items = useMemo(
    () => flows.data?.toSorted((one, other) => Number(one.state === 'archived') - Number(other.state === 'archived')),
    [flows.data],
  );
  return (
    <Page title={t('titles:flows.title')} description={t('flows:intro')} action={items?.length ? add : null}>
      {flows.isPending && <Skeleton lines={5} />}
      {flows.error && <ErrorState error={flows.error} onRetry={() => void flows.refetch()} />}
      {items?.length === 0 && (
        <EmptyState icon={Workflow} title={t('flows:none')} action={add}>
          {t(mayChange ? 'flows:noneText' : 'flows:noneReader')}
        </EmptyState>
      )}
      {items && items.length > 0 && <FlowTable flows={items} />}
      <NewFlow open={adding} onOpenChange={setAdding} taken={items?.map(({ name }) => name) ?? []} />
    </Page>
  );
}

function FlowTable({ flows }: { readonly flows: readonly Flow[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const reader = useReader();
  const wordsOf = useTriggerWords();
  return (
    <div className="flex max-h-[calc(100dvh-200px)] min-h-60 flex-col">
      <Table
        label={t('titles:flows.title')}
        items={flows}
        keyOf={(flow) => flow.id}
        onOpen={(flow) => void navigate({ to: `/flows/${flow.id}` })}
        columns={[
          { key: 'title', header: t('flows:column.title'), cell: (flow) => <TitleCell flow={flow} /> },
          { key: 'state', header: t('flows:column.state'), cell: (flow) => <FlowStateMark flow={flow} /> },
          {
            key: 'triggers',
            header: t('flows:column.triggers'),
            minor: true,
            cell: ({ triggers }) => (
              <span className="block max-w-80 truncate text-muted">
                <bdi>{triggers.length === 0 ? t('flows:trigger.none') : wordsOf(triggers)}</bdi>
              </span>
            ),
          },
          {
            key: 'running',
            header: t('flows:column.running'),
            numeric: true,
            minor: true,
            cell: ({ running }) => formatNumber(running, reader),
          },
          { key: 'changed', header: t('flows:column.changed'), minor: true, cell: ({ changedAt }) => <RelativeTime time={changedAt} /> },
        ]}
      />
    </div>
  );
}

function TitleCell({ flow: { title, name } }: { readonly flow: Flow }) {
  return (
    <span className="flex min-w-0 flex-col">
      <bdi className="block max-w-120 truncate font-strong max-two:max-w-44">{title}</bdi>
      <span className="block truncate text-small text-muted">
        <bdi dir="ltr">{name}</bdi>
      </span>
    </span>
  );
}
