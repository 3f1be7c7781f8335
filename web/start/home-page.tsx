import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe, usePermission, usePlace } from '#web/data/session.ts';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Attention } from './attention.tsx';
import { NextSteps } from './next-steps.tsx';
import { overviewQuery } from './queries.ts';
import { Today } from './today.tsx';
import { WelcomeCard } from './welcome-card.tsx';

/** Where somebody arrives: what needs them, and how the day goes. */
export function HomePage() {
  const { t } = useTranslation();
  const { person } = useMe();
  const place = usePlace();
  return (
    <Page title={t('home:hello', { name: person.name })} description={t('home:place', { organization: place.name })}>
      <div className="max-w-240">
        <WelcomeCard />
        {usePermission('overview.read') && <Numbers />}
        <NextSteps />
      </div>
    </Page>
  );
}

function Numbers() {
  const asked = useQuery(overviewQuery);
  if (asked.data) {
    return (
      <>
        <Attention overview={asked.data} />
        <Today overview={asked.data} />
      </>
    );
  }
  if (asked.error) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />;
  return <Skeleton lines={6} />;
}
