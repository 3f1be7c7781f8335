import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Ban, MoveRight, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowRun, FlowRunDetails } from '#contract/flow-state.ts';
import { get, post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { explainKnown, Form, useFieldFault } from '#web/ui/form.tsx';
import { Select, TextInput } from '#web/ui/inputs.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { Facts } from '#web/ui/rows.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { KeepCase } from '../cases/keep-case.tsx';
import { iconOf } from '../kinds.ts';
import { RunStateMark } from './run-words.tsx';

const runQuery = (id: string) => ({
  queryKey: ['flow-run', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<FlowRunDetails>(`/api/flow-runs/${id}`, { signal }),
  meta: { live: { changes: ['turn', 'event'] } },
});

/** One run: where it is, what was answered, the way it went, and what people can do with it. */
export function RunPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false }) as { id: string };
  const run = useQuery(runQuery(id));
  if (run.isPending) return <Skeleton lines={6} />;
  if (!run.data) {
    return (
      <Page title={t('titles:flows.run')}>
        <ErrorState
          error={run.error}
          onRetry={() => void run.refetch()}
          aside={<ButtonLink to="/flows">{t('titles:flows.title')}</ButtonLink>}
        />
      </Page>
    );
  }
  const { data } = run;
  return (
    <Page
      width="text"
      title={t('runs:one', { name: data.contactName ?? t('runs:unnamed') })}
      state={<RunStateMark run={data} />}
      description={<Link to={`/flows/${data.flowId}/runs`}>{t('runs:toAll', { flow: data.flow })}</Link>}
      action={<RunVerbs run={data} />}
    >
      <Section title={t('runs:facts')}>
        <RunFacts run={data} />
      </Section>
      <Section title={t('runs:answers')} description={data.answers.some(({ hidden }) => hidden) ? t('runs:hiddenText') : undefined}>
        {data.answers.length === 0 ? (
          <p className="text-muted">{t('runs:noAnswers')}</p>
        ) : (
          <Facts
            facts={data.answers.map(({ name, value, hidden }) => [
              name,
              hidden ? (
                <span key={name} className="text-muted">
                  {t('runs:hidden')}
                </span>
              ) : (
                <bdi key={name}>{shown(value)}</bdi>
              ),
            ])}
          />
        )}
      </Section>
      <Section title={t('runs:path')}>
        <Path run={data} />
      </Section>
    </Page>
  );
}

const shown = (value: unknown) =>
  value === null ? '–' : Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);

function RunFacts({ run }: { readonly run: FlowRunDetails }) {
  const { t } = useTranslation();
  const { contactId, conversationId } = run;
  return (
    <Facts
      facts={[
        [
          t('runs:who'),
          <Link key="who" to={`/contacts/${contactId}`}>
            {run.contactName ?? t('runs:unnamed')}
          </Link>,
        ],
        [
          t('runs:where'),
          <Link key="where" to={`/inbox/${conversationId}`}>
            {t('runs:conversation')}
          </Link>,
        ],
        [t('runs:node'), <NodeName key="node" run={run} node={run.node} />],
        [t('flows:column.version'), run.version],
        [t('runs:startedBy'), t(`runs:by.${run.startedBy}`, { defaultValue: run.startedBy })],
        [t('runs:began'), <RelativeTime key="began" time={run.createdAt} />],
        ...(run.dueAt ? [[t('runs:due'), <RelativeTime key="due" time={run.dueAt} />] as const] : []),
        ...(run.endedAt ? [[t('runs:over'), <RelativeTime key="over" time={run.endedAt} />] as const] : []),
      ]}
    />
  );
}

/** What people call a node: its title, or else what it does; its name in the flow is beside it, for two that do the same. */
function useNodeWords({ nodes }: FlowRunDetails) {
  const { t } = useTranslation();
  return (name: string, kind?: string) => {
    const node = nodes.find((one) => one.node === name);
    const does = node?.kind ?? kind;
    return node?.title ?? (does ? t(`flows:kind.${does}.name`) : name);
  };
}

function NodeName({ run, node, kind }: { readonly run: FlowRunDetails; readonly node: string; readonly kind?: string }) {
  const words = useNodeWords(run);
  return (
    <span className="block min-w-0 [overflow-wrap:anywhere]">
      <bdi>{words(node, kind)}</bdi>{' '}
      <bdi dir="ltr" className="text-small text-muted">
        {node}
      </bdi>
    </span>
  );
}

function Path({ run }: { readonly run: FlowRunDetails }) {
  const { path, node, endedAt } = run;
  const { t } = useTranslation();
  return (
    <ol className="flex flex-col">
      {path.map(({ node: name, kind, exit, at, flow }, index) => {
        const Sign = iconOf(kind as never);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way is walked once, in this order.
          <li key={index} className="flex items-center gap-3 border-b border-line py-2">
            <Sign aria-hidden className="size-4 shrink-0 text-acacia" />
            <span className="min-w-0 flex-1">
              {flow === run.flow ? (
                <NodeName run={run} node={name} kind={kind} />
              ) : (
                <>
                  {t(`flows:kind.${kind}.name`)} <bdi className="text-small text-muted">{flow}</bdi>
                </>
              )}
              <span className="block truncate text-small text-muted">{t(`flows:exit.${exit}`, { defaultValue: exit })}</span>
            </span>
            <span className="text-small text-muted">
              <RelativeTime time={at} />
            </span>
          </li>
        );
      })}
      {endedAt === null && (
        <li className="flex items-center gap-3 py-2 text-amber">
          <MoveRight aria-hidden className="along size-4 shrink-0" />
          <NodeName run={run} node={node} />
        </li>
      )}
    </ol>
  );
}

function RunVerbs({ run }: { readonly run: FlowRunDetails }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const mayChange = usePermission('flow_runs.change');
  const mayWrite = usePermission('flows.change');
  const [moving, setMoving] = useState(false);
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['flow-run', run.id] });
    void queries.invalidateQueries({ queryKey: ['flow-runs'] });
  };
  const sending = useSending(
    (verb: 'cancel' | 'restart') => post<FlowRun>(`/api/flow-runs/${run.id}/${verb}`),
    (after, verb) => {
      refresh();
      tell(t(`runs:done.${verb}`));
      if (after.id !== run.id) void navigate({ to: `/flows/runs/${after.id}` });
    },
  );
  if (!mayChange) return null;
  const open = run.endedAt === null;
  return (
    <>
      {open && (
        <Button icon={MoveRight} along onClick={() => setMoving(true)}>
          {t('runs:move')}
        </Button>
      )}
      <Button icon={RotateCcw} busy={sending.busy} onClick={() => sending.send('restart')}>
        {t('runs:restart')}
      </Button>
      {open && (
        <Button icon={Ban} busy={sending.busy} onClick={() => sending.send('cancel')}>
          {t('runs:cancel')}
        </Button>
      )}
      {mayWrite && <KeepCase flowId={run.flowId} what={{ run: run.id }} />}
      {sending.error && (
        <p role="alert" className="w-full text-ember">
          {explainKnown(sending.error)}
        </p>
      )}
      <Drawer open={moving} onOpenChange={setMoving} title={t('runs:move')} description={t('runs:moveText')}>
        <MoveForm
          run={run}
          onDone={() => {
            setMoving(false);
            refresh();
          }}
        />
      </Drawer>
    </>
  );
}

/** Only to nodes whose answers the run has; the reason stands in the conversation, for colleagues. */
function MoveForm({ run, onDone }: { readonly run: FlowRunDetails; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [node, setNode] = useState(run.places.find((one) => one !== run.node) ?? run.node);
  const [reason, setReason] = useState('');
  const words = useNodeWords(run);
  // In the order of the flow, as it was drawn.
  const placeOptions = run.nodes
    .filter((one) => run.places.includes(one.node))
    .map((one) => ({ value: one.node, label: `${words(one.node)} (${one.node})` }));
  const moving = useSending(
    (body: { node: string; reason: string }) => post<FlowRun>(`/api/flow-runs/${run.id}/move`, { body }),
    () => onDone(),
  );
  const fault = useFieldFault(moving.error);
  return (
    <Form
      onSubmit={() => moving.send({ node, reason })}
      error={moving.error}
      fields={['node', 'reason']}
      busy={moving.busy}
      submit={t('runs:moveVerb')}
      disabled={reason.trim() === ''}
    >
      <Field label={t('runs:moveTo')} error={fault('node', t('runs:moveTo'))}>
        <Select value={node} options={placeOptions} onValue={setNode} />
      </Field>
      <Field label={t('runs:reason')} hint={t('runs:reasonHint')} error={fault('reason', t('runs:reason'))}>
        <TextInput dir="auto" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} autoComplete="off" />
      </Field>
    </Form>
  );
}
