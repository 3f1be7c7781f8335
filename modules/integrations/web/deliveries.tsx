import { useQueryClient } from '@tanstack/react-query';
import { PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Code } from '#web/ui/copy.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Select } from '#web/ui/inputs.tsx';
import { StateMark } from '#web/ui/marks.tsx';
import { MoreButton } from '#web/ui/more-button.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { WebhookDelivery } from '../contract.ts';

const tones = { waiting: 'amber', delivered: 'leaf', failed: 'ember' } as const;
/** As long as events are kept. */
const keptMs = 7 * 86_400_000;

/** Each event that was told or should have been, with what came back. */
export function Deliveries({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayChange = usePermission('webhooks.change');
  const [state, setState] = useState('');
  const queryKey = ['webhook-deliveries', id];
  const list = usePaged<WebhookDelivery>([...queryKey, state], `/api/webhook-subscriptions/${id}/deliveries`, { query: { state } });
  const again = () => void queries.invalidateQueries({ queryKey });
  const replaying = useSending(
    () => {
      const now = new Date();
      const body = { from: new Date(now.getTime() - keptMs).toISOString(), to: now.toISOString(), state: 'failed' };
      return post<{ count: number }>(`/api/webhook-subscriptions/${id}/replay`, { body });
    },
    ({ count }) => {
      again();
      tell(t('settings:deliveries.replayed', { count }));
    },
  );
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <div className="w-48">
          <Select
            aria-label={t('settings:deliveries.which')}
            value={state}
            onValue={setState}
            options={['', 'waiting', 'delivered', 'failed'].map((one) => ({
              value: one,
              label: t(`settings:deliveries.state.${one === '' ? 'all' : one}`),
            }))}
          />
        </div>
        {mayChange && (
          <Button busy={replaying.busy} onClick={() => replaying.send(undefined)}>
            {t('settings:deliveries.replayFailed')}
          </Button>
        )}
        <Button onClick={list.refetch}>{t('settings:deliveries.refresh')}</Button>
      </div>
      {replaying.error && (
        <p role="alert" className="mb-3 text-ember">
          {explainKnown(replaying.error)}
        </p>
      )}
      {list.isPending && <Skeleton lines={5} />}
      {list.error && <ErrorState error={list.error} onRetry={list.refetch} />}
      {list.items?.length === 0 && (
        <EmptyState icon={PackageCheck} title={t('settings:deliveries.none')}>
          {t('settings:deliveries.noneText')}
        </EmptyState>
      )}
      {list.items && list.items.length > 0 && (
        <Rows label={t('settings:deliveries.title')}>
          {list.items.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} mayChange={mayChange} onReplayed={again} />
          ))}
        </Rows>
      )}
      <MoreButton list={list} />
    </>
  );
}

interface DeliveryRowProps {
  readonly delivery: WebhookDelivery;
  readonly mayChange: boolean;
  readonly onReplayed: () => void;
}

function DeliveryRow({ delivery, mayChange, onReplayed }: DeliveryRowProps) {
  const { t } = useTranslation();
  const { id, eventId, type, occurredAt, state, attempts, dueAt, code, tookMs, answer, problem } = delivery;
  const replaying = useSending(() => post(`/api/webhook-deliveries/${id}/replay`, { body: {} }), onReplayed);
  return (
    <Row
      title={t(`settings:event.${type.replace('.', '_')}`)}
      state={<StateMark tone={tones[state]}>{t(`settings:deliveries.state.${state}`)}</StateMark>}
      text={
        <>
          <RelativeTime time={occurredAt} />
          <span>{t('settings:deliveries.attempts', { count: attempts })}</span>
          {code !== null && <span>{t('settings:deliveries.code', { code })}</span>}
          {tookMs !== null && <span>{t('settings:deliveries.took', { ms: tookMs })}</span>}
          {state === 'waiting' && dueAt && (
            <span>
              {t('settings:deliveries.next')} <RelativeTime time={dueAt} />
            </span>
          )}
        </>
      }
      actions={
        mayChange &&
        state !== 'waiting' && (
          <Button busy={replaying.busy} onClick={() => replaying.send(undefined)}>
            {t('settings:deliveries.replay')}
          </Button>
        )
      }
    >
      {problem && <p className="mb-2 text-ember">{problem}</p>}
      {replaying.error && (
        <p role="alert" className="mb-2 text-ember">
          {explainKnown(replaying.error)}
        </p>
      )}
      <details className="text-small">
        <summary className="cursor-pointer text-muted">{t('settings:deliveries.answer')}</summary>
        <p className="my-2 text-muted">
          {t('settings:deliveries.event')} <bdi className="font-code">{eventId}</bdi>
        </p>
        <Code text={answer ?? t('settings:deliveries.noAnswer')} />
      </details>
    </Row>
  );
}
