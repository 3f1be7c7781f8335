import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatDay, formatNumber } from '#web/i18n/format.ts';
import type { Mood } from '../contract.ts';
import { rangeOf } from './words.ts';

const [width, height, side] = [480, 150, 28];
const days = 30;
/** What people said stands on a scale of its own, above what was read from their words: the two are never one line. */
const [said, read] = [
  { top: 8, foot: 92 },
  { top: 108, foot: 142 },
];

/** Thirty days of moods: a dot for each, no line between them, for nothing is known of the days between. A sentence and a table beside it. */
export function MoodChart({ moods, now }: { readonly moods: readonly Mood[]; readonly now: Date }) {
  const { t } = useTranslation();
  const reader = useReader();
  const id = useId();
  const range = rangeOf(moods);
  const x = (at: string) => side + (width - side - 8) * (1 - (now.getTime() - Date.parse(at)) / (days * 86_400_000));
  const number = (value: number) => formatNumber(value, reader, { maximumFractionDigits: 1 });
  return (
    <figure aria-labelledby={id} className="flex flex-col gap-2">
      <figcaption id={id}>
        {range
          ? t('care:moods.range', { count: range.count, median: number(range.median), low: number(range.low), high: number(range.high) })
          : t('care:moods.nothingSaid')}
      </figcaption>
      <p className="flex flex-wrap gap-x-4 text-small text-muted">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-full bg-chart-1" />
          {t('care:moods.said')}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rotate-45 border-2 border-clay" />
          {t('care:moods.read')}
        </span>
      </p>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" className="w-full" direction="ltr">
        <title>{t('care:moods.title')}</title>
        <g className="fill-muted text-[11px]">
          {[10, 5, 1].map((score) => (
            <g key={score}>
              <line x1={side} x2={width} y1={ySaid(score)} y2={ySaid(score)} className="stroke-line" />
              <text x={side - 6} y={ySaid(score) + 4} textAnchor="end">
                {score}
              </text>
            </g>
          ))}
          <line x1={side} x2={width} y1={yRead(0)} y2={yRead(0)} className="stroke-line" strokeDasharray="4 4" />
        </g>
        {moods.map((mood) =>
          mood.source === 'self' && mood.score !== null ? (
            <circle key={mood.at} cx={x(mood.at)} cy={ySaid(mood.score)} r={4} className="fill-chart-1" />
          ) : mood.valence === null ? null : (
            <rect
              key={mood.at}
              x={x(mood.at) - 3.5}
              y={yRead(mood.valence) - 3.5}
              width={7}
              height={7}
              transform={`rotate(45 ${x(mood.at)} ${yRead(mood.valence)})`}
              className="fill-none stroke-clay"
              strokeWidth={1.5}
            />
          ),
        )}
      </svg>
      <details className="text-small">
        <summary className="text-muted">{t('ui:asTable')}</summary>
        <table className="mt-2 w-full">
          <caption className="sr-only">{t('care:moods.title')}</caption>
          <tbody>
            {moods.toReversed().map((mood) => (
              <tr key={mood.at}>
                <th scope="row" className="text-start font-plain">
                  {formatDay(mood.at, reader)}
                </th>
                <td>{t(mood.source === 'self' ? 'care:moods.said' : 'care:moods.read')}</td>
                <td className="text-end">
                  {mood.source === 'self' ? (mood.score ?? '') : t(`care:mood.${mood.label}`, { defaultValue: mood.label ?? '' })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

const ySaid = (score: number) => said.foot - ((said.foot - said.top) * (score - 1)) / 9;
const yRead = (valence: number) => read.foot - ((read.foot - read.top) * (valence + 1)) / 2;
