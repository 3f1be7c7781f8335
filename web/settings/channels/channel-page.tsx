import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { usePermission } from '#web/data/session.ts';
import { StateMark } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Tabs } from '#web/ui/tabs.tsx';
import { useTab } from '#web/ui/use-tab.ts';
import { ChannelHealthSide } from './channel-health.tsx';
import { ChannelLog } from './channel-log.tsx';
import { channelQuery } from './channel-queries.ts';
import { ChannelSettings } from './channel-settings.tsx';
import { ChannelTemplates } from './channel-templates.tsx';
import { moodOf } from './channel-words.ts';

/** One channel: how it is, how it is set up, what it could not answer. */
export function ChannelPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const channel = useQuery(channelQuery(id));
  if (channel.data) return <Loaded channel={channel.data} />;
  return (
    <Page title={t('titles:channels.one')} width="text">
      {channel.error ? <ErrorState error={channel.error} onRetry={() => void channel.refetch()} /> : <Skeleton lines={6} />}
    </Page>
  );
}

function Loaded({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const [tab, open] = useTab('health');
  const readsLog = usePermission('channels.read_log');
  const { word, tone } = moodOf(channel, new Date());
  const tabs = [
    { value: 'health', label: t('settings:channel.health'), content: <ChannelHealthSide channel={channel} /> },
    { value: 'settings', label: t('settings:channel.settings'), content: <ChannelSettings channel={channel} /> },
    ...(channel.type === 'whatsapp'
      ? [{ value: 'templates', label: t('settings:channel.templates'), content: <ChannelTemplates id={channel.id} /> }]
      : []),
    ...(readsLog ? [{ value: 'log', label: t('settings:channel.log'), content: <ChannelLog id={channel.id} /> }] : []),
  ];
  return (
    <Page
      title={channel.name}
      state={<StateMark tone={tone}>{t(`settings:channels.is.${word}`)}</StateMark>}
      description={t(`settings:channels.type.${channel.type}`, { defaultValue: channel.type })}
      width="text"
    >
      <Tabs label={channel.name} tabs={tabs} value={tabs.some(({ value }) => value === tab) ? tab : 'health'} onValue={open} />
    </Page>
  );
}
