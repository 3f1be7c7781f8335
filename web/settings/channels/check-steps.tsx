import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel, ChannelCheck } from '#contract/channels.ts';
import { post } from '#web/data/api.ts';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';

const signs = {
  ok: { Sign: CircleCheck, look: 'text-leaf' },
  wrong: { Sign: TriangleAlert, look: 'text-ember' },
  unknown: { Sign: CircleDashed, look: 'text-muted' },
} as const;

/** A connection looked at step by step; again by itself as soon as the provider was heard for the first time. */
export function CheckSteps({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const { id, changedAt, health } = channel;
  const heard = [health.lastHandshakeAt !== null, health.lastWebhookAt !== null];
  const check = useQuery({
    queryKey: ['channel-check', id, changedAt, ...heard],
    queryFn: ({ signal }) => post<ChannelCheck>(`/api/channels/${id}/check`, { body: {}, signal }),
    // The provider is asked each time: only when somebody wants it, or something happened.
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-4">
      {check.isPending && <Skeleton lines={4} />}
      {check.error && (
        <p role="alert" className="text-ember">
          {explainKnown(check.error)}
        </p>
      )}
      {check.data && (
        <>
          <p role="status" className="font-strong">
            {check.data.ok
              ? t('settings:check.ok')
              : t('settings:check.wrong', { count: check.data.steps.filter(({ state }) => state === 'wrong').length })}
          </p>
          <ol className="flex flex-col gap-3">
            {check.data.steps.map(({ step, state, text, advice }) => {
              const { Sign, look } = signs[state];
              return (
                <li key={step} className="flex items-start gap-2.5">
                  <Sign role="img" aria-label={t(`settings:check.state.${state}`)} className={`mt-0.5 size-4 shrink-0 ${look}`} />
                  <div className="min-w-0 [overflow-wrap:anywhere]" lang="en" dir="auto">
                    <p>{text}</p>
                    {advice && <p className="text-muted">{advice}</p>}
                  </div>
                </li>
              );
            })}
          </ol>
        </>
      )}
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
