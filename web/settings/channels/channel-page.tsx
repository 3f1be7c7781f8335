import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { usePermission } from '#web/data/session.ts';
import { withSentences } from '#web/shell/lazy-page.ts';
import { StateMark } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Tabs } from '#web/ui/tabs.tsx';
import { useTab } from '#web/ui/use-tab.ts';
import { ChannelHealthSide } from './channel-health.tsx';
import { channelQuery } from './channel-queries.ts';
import { moodOf } from './channel-words.ts';

// Most visits are for the state.
const ChannelSettings = lazy(withSentences([], async () => ({ default: (await import('./channel-settings.tsx')).ChannelSettings })));
const ChannelLog = lazy(withSentences([], async () => ({ default: (await import('./channel-log.tsx')).ChannelLog })));
const ChannelTemplates = lazy(
  withSentences(['templates'], async () => ({ default: (await import('./channel-templates.tsx')).ChannelTemplates })),
);

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
    { value: 'settings', label: t('settings:channel.settings'), content: <Late part={<ChannelSettings channel={channel} />} /> },
    ...(channel.type === 'whatsapp'
      ? [
          {
            value: 'templates',
            label: t('settings:channel.templates'),
            content: <Late part={<ChannelTemplates id={channel.id} />} />,
          },
        ]
      : []),
    ...(readsLog ? [{ value: 'log', label: t('settings:channel.log'), content: <Late part={<ChannelLog id={channel.id} />} /> }] : []),
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

function Late({ part }: { readonly part: ReactNode }) {
  return <Suspense fallback={<Skeleton lines={5} />}>{part}</Suspense>;
}
