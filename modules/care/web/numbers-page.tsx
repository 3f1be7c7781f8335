import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatDate, formatDuration, formatNumber } from '#web/i18n/format.ts';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { CareWeek } from '../contract.ts';
import { statisticsQuery } from './data.ts';

/** What happened, week by week, in numbers that tell of nobody. */
export function NumbersPage() {
  const { t } = useTranslation();
  const numbers = useQuery(statisticsQuery);
  return (
    <Page title={t('titles:care.numbers')} description={t('care:numbers.text', { fewest: numbers.data?.fewest ?? 5 })}>
      {numbers.isPending && <Skeleton lines={8} />}
      {numbers.error && <ErrorState error={numbers.error} onRetry={() => void numbers.refetch()} />}
      {numbers.data && <Weeks weeks={numbers.data.weeks} fewest={numbers.data.fewest} />}
    </Page>
  );
}

const severities = ['imminent', 'high', 'moderate'] as const;
const bands = ['low', 'middle', 'high'] as const;

function Weeks({ weeks, fewest }: { readonly weeks: readonly CareWeek[]; readonly fewest: number }) {
  const { t } = useTranslation();
  const reader = useReader();
  const felt = weeks.some(({ moods }) => moods !== null);
  const count = (value: number | null) =>
    value === null ? <span className="text-muted">{t('care:numbers.hidden', { fewest })}</span> : formatNumber(value, reader);
  const heads = [
    t('care:numbers.week'),
    t('care:numbers.people'),
    t('care:numbers.messages'),
    t('care:numbers.incidents'),
    ...severities.map((one) => t(`care:severity.${one}`)),
    t('care:numbers.answer'),
    ...(felt ? bands.map((one) => t(`care:numbers.mood.${one}`)) : []),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls to the side where there is little room.
    <section aria-label={t('titles:care.numbers')} tabIndex={0} className="overflow-x-auto rounded-card border border-line bg-raised">
      <table className="w-full border-separate border-spacing-0">
        <thead className="text-small text-muted">
          <tr>
            {heads.map((head, index) => (
              <th
                key={head}
                scope="col"
                className={`border-b border-line px-3 py-2 font-strong ${index === 0 ? 'text-start' : 'text-end'}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.from}>
              <th scope="row" className="border-b border-line px-3 py-2 text-start font-plain whitespace-nowrap">
                {formatDate(week.from, reader)}
              </th>
              {[week.people, week.messages, week.incidents.all, ...severities.map((one) => week.incidents[one])].map((value, index) => (
                <td key={heads[index + 1]} className="border-b border-line px-3 py-2 text-end">
                  {count(value)}
                </td>
              ))}
              <td className="border-b border-line px-3 py-2 text-end">
                {week.answerSeconds === null ? <span className="text-muted">–</span> : formatDuration(week.answerSeconds * 1000, reader)}
              </td>
              {felt &&
                bands.map((band) => (
                  <td key={band} className="border-b border-line px-3 py-2 text-end">
                    {week.moods ? count(week.moods[band]) : <span className="text-muted">–</span>}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
