import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ClipboardPen, Lock, Pencil, Printer, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { CarePersonDetail, PlanState, SafetyPlan } from '../contract.ts';
import { personQuery, planQuery } from './data.ts';
import { FaultLine } from './fault-line.tsx';
import { PlanForm } from './plan-form.tsx';
import { PlanSheet } from './plan-sheet.tsx';
import { PlanSides } from './plan-sides.tsx';
import { emptySteps } from './words.ts';

/** The person's own plan: read, written down together, sent, printed. */
export function PlanPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const person = useQuery(personQuery(id));
  const plan = useQuery(planQuery(id));
  const error = person.error ?? plan.error;
  if (person.data && plan.data && !error) return <Known key={id} person={person.data} state={plan.data} />;
  return (
    <Page title={t('titles:care.plan')}>
      {error ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void person.refetch();
            void plan.refetch();
          }}
        />
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

function Known({ person, state }: { readonly person: CarePersonDetail; readonly state: PlanState }) {
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  const mayWrite = usePermission('care.write');
  const { plan } = state;
  const name = person.name ?? t('care:unnamed');
  return (
    <Page
      title={t('titles:care.plan')}
      description={<Link to={`/care/${person.id}`}>{name}</Link>}
      action={!writing && plan && <Actions personId={person.id} onWrite={() => setWriting(true)} />}
    >
      {writing ? (
        <PlanForm personId={person.id} version={plan?.version ?? 0} steps={plan?.steps ?? emptySteps()} onDone={() => setWriting(false)} />
      ) : plan ? (
        <div className="grid items-start gap-x-6 three:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <PlanSheet plan={plan} name={name} />
          <PlanSides person={person} plan={plan} />
        </div>
      ) : (
        <NoPlan state={state.state} {...(mayWrite ? { onWrite: () => setWriting(true) } : {})} />
      )}
    </Page>
  );
}

function NoPlan({ state, onWrite }: { readonly state: PlanState['state']; readonly onWrite?: () => void }) {
  const { t } = useTranslation();
  if (state === 'not_shared') {
    return (
      <EmptyState icon={Lock} title={t('care:plan.notShared')}>
        {t('care:plan.notSharedText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={ClipboardPen}
      title={t('care:plan.none')}
      action={
        onWrite && (
          <Button look="main" onClick={onWrite}>
            {t('care:plan.begin')}
          </Button>
        )
      }
    >
      {t('care:plan.noneText')}
    </EmptyState>
  );
}

function Actions({ personId, onWrite }: { readonly personId: string; readonly onWrite: () => void }) {
  const { t } = useTranslation();
  const mayWrite = usePermission('care.write');
  const queries = useQueryClient();
  const sending = useSending(
    (_: null, once: string) => post(`/api/care-people/${personId}/plan/send`, { once }),
    () => tell(t('care:plan.sent')),
  );
  const reviewing = useSending(
    () => post<{ plan: SafetyPlan }>(`/api/care-people/${personId}/plan/review`, { body: { days: 90 } }),
    (now) => {
      queries.setQueryData(planQuery(personId).queryKey, now as PlanState);
      tell(t('care:plan.reviewed'));
    },
  );
  return (
    <>
      <Button icon={Printer} onClick={() => window.print()}>
        {t('care:plan.print')}
      </Button>
      {mayWrite && (
        <>
          <Button icon={Send} busy={sending.busy} onClick={() => sending.send(null)}>
            {t('care:plan.send')}
          </Button>
          <Button busy={reviewing.busy} onClick={() => reviewing.send(undefined)}>
            {t('care:plan.review')}
          </Button>
          <Button look="main" icon={Pencil} onClick={onWrite}>
            {t('care:plan.change')}
          </Button>
        </>
      )}
      <FaultLine error={sending.error ?? reviewing.error} />
    </>
  );
}
