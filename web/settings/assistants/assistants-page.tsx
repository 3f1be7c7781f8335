import { useQuery } from '@tanstack/react-query';
import { Bot } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { channelsQuery } from '../channels/channel-queries.ts';
import { draftOf } from './assistant-draft.ts';

/** Who answers first on each channel. */
export function AssistantsPage() {
  const { t } = useTranslation();
  const channels = useQuery(channelsQuery);
  return (
    <Page title={t('titles:assistants.title')} description={t('settings:assistants.text')} width="text">
      {channels.isPending && <Skeleton lines={4} />}
      {channels.error && <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.data?.length === 0 && (
        <EmptyState
          icon={Bot}
          title={t('settings:channels.none')}
          action={
            <ButtonLink look="main" to="/settings/channels/new">
              {t('titles:channels.add')}
            </ButtonLink>
          }
        >
          {t('settings:assistants.noneText')}
        </EmptyState>
      )}
      {channels.data && channels.data.length > 0 && (
        <Rows label={t('titles:assistants.title')}>
          {channels.data.map(({ id, name, assistant }) => {
            const { faq, topics } = draftOf(assistant);
            return (
              <Row
                key={id}
                title={name}
                to={`/settings/assistants/${id}`}
                state={<Badge tone="clay">{t(`settings:assistants.kind.${assistant.kind}`, { defaultValue: assistant.kind })}</Badge>}
                text={
                  (assistant.kind === 'offline' || assistant.kind === 'model') && (
                    <>
                      <span>{t('settings:assistants.questions', { count: faq.length })}</span>
                      <span>{t('settings:assistants.topics', { count: topics.length })}</span>
                    </>
                  )
                }
              />
            );
          })}
        </Rows>
      )}
    </Page>
  );
}
