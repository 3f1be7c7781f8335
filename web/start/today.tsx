import { MessagesSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { formatDuration, formatNumber } from '#web/i18n/format.ts';
import { MaybeLink } from '#web/shell/maybe-link.tsx';
import { Chart } from '#web/ui/chart.tsx';
import { Section } from '#web/ui/page.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import type { Overview } from '../../modules/overview/contract.ts';
import { compareDays, hourIn } from './numbers.ts';

/** Today in words, then as a chart. */
export function Today({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const mayTry = usePermission('phone.use');
  const { messages, conversations } = overview;
  const hour = hourIn(overview.timeZone, overview.asOf);
  const received = compareDays(messages.today.in, messages.yesterday.in, hour);
  const sent = compareDays(messages.today.out, messages.yesterday.out, hour);
  const quiet = received.today + sent.today + received.yesterday + sent.yesterday + conversations.open === 0;
  return (
    <Section title={t('home:today')} description={t('home:zone', { zone: overview.timeZone })}>
      {quiet ? (
        <EmptyState icon={MessagesSquare} title={t('home:quiet')}>
          {t('home:quietText')} {mayTry && <MaybeLink to="/phone">{t('home:quietTry')}</MaybeLink>}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-5">
          <div className="flex max-w-160 flex-col gap-2 text-reading">
            <p>{t('home:messages', { received: received.today, sent: sent.today })}</p>
            <p className="text-body text-muted">{t('home:compared', { count: received.yesterday, trend: received.trend })}</p>
            <Answers overview={overview} />
            <Open overview={overview} />
            <Cost overview={overview} />
          </div>
          <Chart
            title={t('home:perHour')}
            labels={messages.today.in.map((_, index) => String(index))}
            series={[
              { label: t('home:todayIn'), values: messages.today.in },
              { label: t('home:yesterdayIn'), values: messages.yesterday.in },
            ]}
            kind="bars"
          />
        </div>
      )}
    </Section>
  );
}

function Answers({ overview: { firstAnswer } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const reader = useReader();
  const { assistant, people, unanswered } = firstAnswer;
  const within = (seconds: number | null) => (seconds === null ? '' : formatDuration(seconds * 1000, reader));
  return (
    <>
      {assistant.conversations > 0 && (
        <p>{t('home:byAssistant', { count: assistant.conversations, time: within(assistant.medianSeconds) })}</p>
      )}
      {people.conversations > 0 && <p>{t('home:byPeople', { count: people.conversations, time: within(people.medianSeconds) })}</p>}
      {unanswered > 0 && <p>{t('home:unanswered', { count: unanswered })}</p>}
    </>
  );
}

function Open({ overview: { conversations } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const { open, openIsMore, waiting } = conversations;
  return (
    <p>
      <MaybeLink to="/inbox">{openIsMore ? t('home:openMore', { count: open }) : t('home:openCount', { count: open })}</MaybeLink>{' '}
      {t('home:withPeople', { count: waiting })}
    </p>
  );
}

function Cost({ overview: { model } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const reader = useReader();
  if (model.calls === 0) return null;
  const money = model.cost.map(({ amount, currency }) => formatNumber(amount, reader, { style: 'currency', currency })).join(' + ');
  return (
    <p>
      {money === '' ? t('home:modelUnknown', { count: model.calls }) : t('home:model', { count: model.calls, cost: money })}{' '}
      {money !== '' && model.unknown > 0 && t('home:modelPartly', { count: model.unknown })}
    </p>
  );
}
