import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatDuration } from '#web/i18n/format.ts';
import type { IncidentFigures } from '../contract.ts';
import { figuresQuery, sumOf } from './figures-query.ts';

/** How many wait, and how quickly people were there. */
export function Figures() {
  const { t } = useTranslation();
  const { data } = useQuery(figuresQuery);
  const facts = useFacts(data);
  return (
    <section className="mt-8">
      <h2 className="mb-3 text-reading">{t('incidents:figures.title')}</h2>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 two:grid-cols-3 three:grid-cols-5">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0 border-s-2 border-line ps-3">
            <dt className="text-small text-muted">{t(`incidents:figures.${name}`, { days: data?.days ?? 30 })}</dt>
            <dd className="text-reading font-strong tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useFacts(data: IncidentFigures | undefined): readonly (readonly [string, string])[] {
  const { t } = useTranslation();
  const reader = useReader();
  const after = (seconds: number | null | undefined) => (typeof seconds === 'number' ? formatDuration(seconds * 1000, reader) : '–');
  return [
    ['waiting', data ? String(sumOf(data.unacknowledged)) : '–'],
    ['open', data ? String(sumOf(data.open)) : '–'],
    ['inTime', data && data.raised > 0 ? t('incidents:figures.of', { count: data.inTime, all: data.raised }) : '–'],
    ['median', after(data?.medianSeconds)],
    ['slowest', after(data?.slowestSeconds)],
  ];
}
