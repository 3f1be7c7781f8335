import { useQueryClient } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { sayTrouble } from '#web/i18n/told.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { CopyField } from '#web/ui/copy.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { Section } from '#web/ui/page.tsx';
import { Facts } from '#web/ui/rows.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { channelQuery, channelsQuery } from './channel-queries.ts';
import { CheckSteps } from './check-steps.tsx';

/** How a channel is: what troubles it, what the provider says of it, and the way to look at it step by step. */
export function ChannelHealthSide({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const mayCheck = usePermission('channels.check');
  const [checking, setChecking] = useState(channel.state === 'paused');
  return (
    <>
      <State channel={channel} />
      <Section
        title={t('settings:channel.assistant')}
        description={t(`settings:assistants.kindText.${channel.assistant.kind}`, { defaultValue: channel.assistant.kind })}
      >
        <Link to={`/settings/assistants/${channel.id}`}>{t('settings:channel.toAssistant')}</Link>
      </Section>
      {channel.webhookUrl !== null && (
        <Section title={t('settings:channel.known')} description={t('settings:channel.knownText')}>
          <Known channel={channel} />
        </Section>
      )}
      {mayCheck && (
        <Section title={t('settings:check.title')} description={t('settings:check.text')}>
          {checking ? <CheckSteps channel={channel} /> : <Button onClick={() => setChecking(true)}>{t('settings:check.begin')}</Button>}
        </Section>
      )}
    </>
  );
}

function State({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const locked = useLocked('channels.change');
  const put = useSending(
    (verb: 'disable' | 'enable') => post<Channel>(`/api/channels/${channel.id}/${verb}`, { body: {} }),
    (changed, verb) => {
      queries.setQueryData(channelQuery(channel.id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
      if (verb === 'disable') tell(t('settings:channel.stopped', { name: channel.name }), { undo: () => put.send('enable') });
      else tell(t('settings:channel.started', { name: channel.name }));
    },
  );
  const works = channel.state === 'active';
  const trouble = channel.trouble && sayTrouble(channel.trouble);
  return (
    <Section title={t('settings:channel.state')} description={t(`settings:channel.stateText.${channel.state}`)}>
      {trouble && (
        <div className="mb-4 rounded-control bg-ember-soft px-3 py-2" {...(trouble.foreign ? { lang: 'en', dir: 'auto' } : {})}>
          <p className="text-ember">{trouble.text}</p>
          {trouble.advice && <p>{trouble.advice}</p>}
        </div>
      )}
      {put.error && (
        <p role="alert" className="mb-3 text-ember">
          {explainKnown(put.error)}
        </p>
      )}
      {locked === undefined ? (
        <Button
          icon={works ? Pause : Play}
          look={works ? 'plain' : 'main'}
          busy={put.busy}
          onClick={() => put.send(works ? 'disable' : 'enable')}
        >
          {works ? t('settings:channel.stop') : t('settings:channel.start')}
        </Button>
      ) : (
        <p className="text-muted">{locked}</p>
      )}
    </Section>
  );
}

function Known({ channel: { health, webhookUrl, type } }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const never = t('settings:channel.never');
  const when = (time: string | null) => (time ? <RelativeTime time={time} /> : never);
  const tokenEnds = health.tokenEndsAt ? when(health.tokenEndsAt) : t('settings:channel.tokenNever');
  const word = (value: string | null) => (value === null ? t('settings:channel.unknown') : <bdi>{value}</bdi>);
  return (
    <div className="flex flex-col gap-4">
      <Facts
        facts={[
          [t('settings:channel.lastWebhook'), when(health.lastWebhookAt)],
          [t('settings:channel.lastSend'), when(health.lastSendAt)],
          ...(type === 'whatsapp'
            ? ([
                [t('settings:channel.displayName'), word(health.displayName)],
                [t('settings:channel.nameStatus'), word(health.nameStatus)],
                [t('settings:channel.numberStatus'), word(health.numberStatus)],
                [t('settings:channel.quality'), word(health.quality)],
                [t('settings:channel.tier'), word(health.tier)],
                [t('settings:channel.tokenEnds'), tokenEnds],
                [t('settings:channel.looked'), when(health.lookedAt)],
              ] as const)
            : []),
        ]}
      />
      {health.restriction && <p className="text-ember">{health.restriction.reason}</p>}
      {webhookUrl && <CopyField label={t('settings:channel.webhookUrl')} value={webhookUrl} hint={t('settings:channel.webhookUrlHint')} />}
    </div>
  );
}
