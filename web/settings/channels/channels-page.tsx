import { useQuery } from '@tanstack/react-query';
import { MessageSquarePlus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { usePermission } from '#web/data/session.ts';
import { sayTrouble } from '#web/i18n/told.ts';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { StateMark } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { channelsQuery } from './channel-queries.ts';
import { moodOf } from './channel-words.ts';

/** Where people write to the organization, and how each of these ways is. */
export function ChannelsPage() {
  const { t } = useTranslation();
  const mayChange = usePermission('channels.change');
  const channels = useQuery(channelsQuery);
  const add = mayChange && (
    <ButtonLink look="main" icon={Plus} to="/settings/channels/new">
      {t('titles:channels.add')}
    </ButtonLink>
  );
  return (
    <Page
      title={t('titles:channels.title')}
      description={t('settings:channels.text')}
      width="text"
      action={channels.data?.length ? add : null}
    >
      {channels.isPending && <Skeleton lines={5} />}
      {channels.error && <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.data?.length === 0 && (
        <EmptyState icon={MessageSquarePlus} title={t('settings:channels.none')} action={add}>
          {t('settings:channels.noneText')}
        </EmptyState>
      )}
      {channels.data && channels.data.length > 0 && (
        <Rows label={t('titles:channels.title')}>
          {channels.data.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} />
          ))}
        </Rows>
      )}
    </Page>
  );
}

function ChannelRow({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const { word, tone } = moodOf(channel, new Date());
  const { displayPhoneNumber } = channel.settings;
  return (
    <Row
      title={channel.name}
      to={`/settings/channels/${channel.id}`}
      text={
        <>
          <span>{t(`settings:channels.type.${channel.type}`, { defaultValue: channel.type })}</span>
          {typeof displayPhoneNumber === 'string' && <bdi dir="ltr">{displayPhoneNumber}</bdi>}
          <span>{t(`settings:assistants.kind.${channel.assistant.kind}`, { defaultValue: channel.assistant.kind })}</span>
          {channel.health.lastWebhookAt && (
            <span>
              {t('settings:channels.lastHeard')} <RelativeTime time={channel.health.lastWebhookAt} />
            </span>
          )}
        </>
      }
      actions={<StateMark tone={tone}>{t(`settings:channels.is.${word}`)}</StateMark>}
    >
      {channel.trouble && <p className="text-ember">{sayTrouble(channel.trouble).text}</p>}
    </Row>
  );
}
