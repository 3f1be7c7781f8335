import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleHelp, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel, ChannelCheck } from '#contract/channels.ts';
import { post } from '#web/data/api.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';

/** Asking Meta costs nothing, but Meta counts: often enough for somebody who changes things there and looks back. */
const againMs = 20_000;

const signs = { ok: CircleCheck, wrong: CircleAlert, unknown: CircleHelp } as const;
const tones = { ok: 'text-leaf', wrong: 'text-ember', unknown: 'text-muted' } as const;

/** The connection step by step, looked at again by itself until it works. */
export function ConnectionCheck({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['channels', channel.id, 'check'],
    queryFn: ({ signal }) => post<ChannelCheck>(`/api/channels/${channel.id}/check`, { body: {}, signal }),
    refetchInterval: ({ state }) => (state.data && isDone(state.data) ? false : againMs),
    meta: { live: { changes: ['channel'], about: { channelId: channel.id } } },
  });
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-strong">{t('welcome:whatsapp.check')}</h3>
        <Button icon={RotateCw} busy={isFetching} onClick={() => void refetch()}>
          {t('welcome:whatsapp.checkAgain')}
        </Button>
      </div>
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={5} />)}
      {data && (
        <>
          <p role="status" className={classes('font-strong', isDone(data) ? 'text-leaf' : 'text-ink')}>
            {isDone(data) ? t('welcome:whatsapp.works') : t('welcome:whatsapp.missing', { count: data.steps.filter(isOpen).length })}
          </p>
          <ol className="flex flex-col gap-3">
            {data.steps.map((step) => (
              <CheckedStep key={step.step} step={step} />
            ))}
          </ol>
          <p className="text-small text-muted">
            {t('welcome:whatsapp.checked')} <RelativeTime time={data.checkedAt} />
          </p>
        </>
      )}
    </section>
  );
}

type CheckStep = ChannelCheck['steps'][number];

const isOpen = ({ state }: CheckStep) => state !== 'ok';
const isDone = ({ steps }: ChannelCheck) => !steps.some(isOpen);

function CheckedStep({ step: { step, state, text, advice } }: { readonly step: CheckStep }) {
  const { t } = useTranslation();
  const Sign = signs[state];
  return (
    <li className="flex items-start gap-2">
      <Sign role="img" aria-label={t(`welcome:whatsapp.state.${state}`)} className={classes('mt-0.5 size-4 shrink-0', tones[state])} />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="text-small text-muted">{t(`welcome:whatsapp.step.${step}`, { defaultValue: step })}</p>
        <p>{text}</p>
        {advice !== null && <p className="text-muted">{advice}</p>}
      </div>
    </li>
  );
}
