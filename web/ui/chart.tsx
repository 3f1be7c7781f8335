import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatNumber } from '#web/i18n/format.ts';
import { linePath, niceTop, stepsOf } from './chart-scale.ts';

export interface Series {
  readonly label: string;
  readonly values: readonly number[];
}

export interface ChartProps {
  /** What is shown, as a sentence: "Messages per hour, today and yesterday". */
  readonly title: string;
  /** One for each value, from the oldest on. */
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly kind: 'bars' | 'lines';
  readonly height?: number;
}

const colours = ['var(--color-chart-1)', 'var(--color-chart-2)', 'var(--color-chart-3)', 'var(--color-chart-4)', 'var(--color-chart-5)'];
const width = 480;
const foot = 20;
const side = 36;

/** Small bars or lines with their names beside them, and the numbers as a table behind. */
export function Chart(props: ChartProps) {
  const { t } = useTranslation();
  const id = useId();
  const { title, labels, series, kind, height = 140 } = props;
  return (
    <figure className="flex flex-col gap-2" aria-labelledby={id}>
      <figcaption id={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-strong">{title}</span>
        <Legend series={series} />
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" className="w-full" direction="ltr">
        <title>{title}</title>
        <Grid labels={labels} series={series} height={height} />
        {kind === 'bars' ? <Bars {...props} height={height} /> : <Lines {...props} height={height} />}
      </svg>
      <details className="text-small">
        <summary className="text-muted">{t('ui:asTable')}</summary>
        <NumbersTable labels={labels} series={series} title={title} />
      </details>
    </figure>
  );
}

function Legend({ series }: { readonly series: readonly Series[] }) {
  return (
    <span className="flex flex-wrap gap-3 text-small">
      {series.map((one, index) => (
        <span key={one.label} className="inline-flex items-center gap-1">
          <span aria-hidden className="size-2.5 rounded-[2px]" style={{ background: colours[index % colours.length] }} />
          {one.label}
        </span>
      ))}
    </span>
  );
}

const topOf = (series: readonly Series[]) => niceTop(Math.max(0, ...series.flatMap((one) => one.values)));

function Grid({ labels, series, height }: { labels: readonly string[]; series: readonly Series[]; height: number }) {
  const reader = useReader();
  const top = topOf(series);
  const y = (value: number) => 6 + (height - foot - 6) * (1 - value / top);
  const slot = (width - side) / Math.max(1, labels.length);
  const every = Math.max(1, Math.ceil(labels.length / 8));
  return (
    <g className="fill-muted text-[11px]">
      {stepsOf(top).map((value) => (
        <g key={value}>
          <line x1={side} x2={width} y1={y(value)} y2={y(value)} className="stroke-line" />
          <text x={side - 6} y={y(value) + 4} textAnchor="end">
            {formatNumber(value, reader, { notation: 'compact' })}
          </text>
        </g>
      ))}
      {labels.map((label, index) =>
        index % every === 0 ? (
          <text key={label} x={side + slot * (index + 0.5)} y={height - 4} textAnchor="middle">
            {label}
          </text>
        ) : null,
      )}
    </g>
  );
}

function Bars({ labels, series, height = 140 }: ChartProps) {
  const top = topOf(series);
  const slot = (width - side) / Math.max(1, labels.length);
  const bar = Math.max(1, (slot * 0.72) / series.length);
  return series.map((one, row) => (
    <g key={one.label} fill={colours[row % colours.length]}>
      {one.values.map((value, index) => {
        const tall = ((height - foot - 6) * value) / top;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a value has no name but its place.
            key={index}
            x={side + slot * index + slot * 0.14 + bar * row}
            y={height - foot - tall}
            width={bar}
            height={tall}
            rx={Math.min(2, bar / 2)}
          />
        );
      })}
    </g>
  ));
}

function Lines({ labels, series, height = 140 }: ChartProps) {
  const top = topOf(series);
  const slot = (width - side) / Math.max(1, labels.length);
  const dashes = [undefined, '5 4', '2 3', '8 3 2 3', '1 4'];
  return series.map((one, row) => (
    <path
      key={one.label}
      d={linePath(one.values, { x: (index) => side + slot * (index + 0.5), y: (value) => 6 + (height - foot - 6) * (1 - value / top) })}
      fill="none"
      stroke={colours[row % colours.length]}
      strokeWidth={2}
      strokeLinejoin="round"
      // Told apart without colour too.
      strokeDasharray={dashes[row % dashes.length]}
    />
  ));
}

function NumbersTable({ labels, series, title }: { labels: readonly string[]; series: readonly Series[]; title: string }) {
  const { t } = useTranslation();
  const reader = useReader();
  return (
    <table className="mt-2 w-full">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          <th scope="col" className="text-start font-strong">
            {t('ui:when')}
          </th>
          {series.map((one) => (
            <th key={one.label} scope="col" className="text-end font-strong">
              {one.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label, index) => (
          <tr key={label}>
            <th scope="row" className="text-start font-plain">
              {label}
            </th>
            {series.map((one) => (
              <td key={one.label} className="text-end">
                {formatNumber(one.values[index] ?? 0, reader)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
