import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatDuration, formatFull } from '#web/i18n/format.ts';
import { classes } from '#web/ui/classes.ts';
import { Tooltip } from '#web/ui/tooltip.tsx';
import type { TurnDetail } from '../contract.ts';
import { type Bar, barsOf } from './bars.ts';
import { nameStage } from './explain.ts';

/** The way as times: a table whose last column is the chart, so that each bar stands beside its own numbers. */
export function Timeline({ stages }: { readonly stages: TurnDetail['stages'] }) {
  const { t } = useTranslation();
  const times = new Map(stages.map(({ stage, at }) => [stage, at]));
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-start">
        <caption className="pb-1 text-start text-small text-muted">{t('inspector:timesText')}</caption>
        <thead className="text-small text-muted">
          <tr>
            <Head>{t('inspector:moment')}</Head>
            <Head end>{t('inspector:sinceArrival')}</Head>
            <Head end>{t('inspector:untilNext')}</Head>
            <Head wide>{t('inspector:bar')}</Head>
          </tr>
        </thead>
        <tbody>
          {barsOf(stages).map((bar, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step can come twice; the order stays.
            <Row key={index} bar={bar} at={times.get(bar.stage) ?? ''} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ end = false, wide = false, children }: { readonly end?: boolean; readonly wide?: boolean; readonly children: string }) {
  return (
    <th scope="col" className={classes('pe-3 pb-1 font-plain', end ? 'text-end' : 'text-start', wide && 'w-1/2')}>
      {wide ? <span className="sr-only">{children}</span> : children}
    </th>
  );
}

function Row({ bar: { stage, afterMs, tookMs, scale }, at }: { readonly bar: Bar; readonly at: string }) {
  const { t } = useTranslation();
  const reader = useReader();
  const duration = (milliseconds: number) => (milliseconds < 1 ? t('inspector:underOne') : formatDuration(milliseconds, reader));
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-1 pe-3 text-start font-plain">
        <Tooltip text={formatFull(at, reader)}>
          <span>{nameStage(stage)}</span>
        </Tooltip>
      </th>
      <td className="pe-3 text-end whitespace-nowrap">
        {afterMs < 0 ? t('inspector:before', { time: duration(-afterMs) }) : duration(afterMs)}
      </td>
      <td className="pe-3 text-end whitespace-nowrap">{tookMs === null ? '–' : duration(tookMs)}</td>
      <td className="align-middle">
        {scale && (
          <div aria-hidden className="relative h-2.5 rounded-[3px] bg-sunken">
            <div
              className="absolute inset-y-0 min-w-0.5 rounded-[3px] bg-chart-1"
              style={{ insetInlineStart: `${Math.min(99.5, scale.start * 100)}%`, width: `${scale.length * 100}%` }}
            />
          </div>
        )}
      </td>
    </tr>
  );
}
