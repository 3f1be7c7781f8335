import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel, ChannelCheck } from '#contract/channels.ts';
import { post } from '#web/data/api.ts';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { Told } from '#web/ui/told.tsx';

const signs = {
  ok: { Sign: CircleCheck, look: 'text-leaf' },
  wrong: { Sign: TriangleAlert, look: 'text-ember' },
  unknown: { Sign: CircleDashed, look: 'text-muted' },
} as const;

/** Asking Meta costs nothing, but Meta counts: often enough for somebody who changes things there and looks back. */
const againMs = 20_000;

interface CheckStepsProps {
  readonly channel: Channel;
  /** Somebody is setting it up: looked at again by itself until all is well. */
  readonly untilDone?: boolean;
}

/** A connection looked at step by step; again by itself as soon as the provider was heard for the first time. */
export function CheckSteps({ channel, untilDone = false }: CheckStepsProps) {
  const { t } = useTranslation();
  const { id, changedAt, health } = channel;
  const heard = [health.lastHandshakeAt !== null, health.lastWebhookAt !== null];
  const check = useQuery({
    queryKey: ['channel-check', id, changedAt, ...heard],
    queryFn: ({ signal }) => post<ChannelCheck>(`/api/channels/${id}/check`, { body: {}, signal }),
    // The provider is asked each time: only when somebody wants it, or something happened.
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (untilDone && !(state.data && isDone(state.data)) ? againMs : false),
  });
  return (
    <div className="flex flex-col gap-4">
      {check.isPending && <Skeleton lines={4} />}
      {check.error && (
        <p role="alert" className="text-ember">
          {explainKnown(check.error)}
        </p>
      )}
      {check.data && <Found check={check.data} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={RotateCw} busy={check.isFetching} onClick={() => void check.refetch()}>
          {t('settings:check.again')}
        </Button>
        {check.data && (
          <span className="text-small text-muted">
            <RelativeTime time={check.data.checkedAt} />
          </span>
        )}
      </div>
    </div>
  );
}

const isDone = ({ steps }: ChannelCheck) => steps.every(({ state }) => state === 'ok');

function Found({ check }: { readonly check: ChannelCheck }) {
  const { t } = useTranslation();
  const wrong = check.steps.filter(({ state }) => state === 'wrong').length;
  return (
    <>
      <p role="status" className={isDone(check) ? 'font-strong text-leaf' : 'font-strong'}>
        {isDone(check) ? t('settings:check.works') : wrong === 0 ? t('settings:check.ok') : t('settings:check.wrong', { count: wrong })}
      </p>
      <ol className="flex flex-col gap-3">
        {check.steps.map(({ step, state, ...told }) => {
          const { Sign, look } = signs[state];
          return (
            <li key={step} className="flex items-start gap-2.5">
              <Sign role="img" aria-label={t(`settings:check.state.${state}`)} className={`mt-0.5 size-4 shrink-0 ${look}`} />
              <div className="min-w-0 [overflow-wrap:anywhere]">
                <p className="text-small text-muted">{t(`settings:check.step.${step}`, { defaultValue: step })}</p>
                <Told at={`troubles:check.${told.code}`} told={told} />
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
