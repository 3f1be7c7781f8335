import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { MessageCircle, Plug, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { post } from '#web/data/api.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { SecretInputField } from '#web/ui/form-fields.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { type Draft, SaveForm } from '#web/ui/save-form.tsx';
import { channelQuery, channelsQuery } from './channel-queries.ts';
import { filled } from './channel-words.ts';
import { ConnectGateway } from './connect-at-meta.tsx';
import { ConnectPanel } from './connect-panel.tsx';
import { NameAndAssistant } from './name-and-assistant.tsx';
import { fieldsOf, SettingFields } from './setting-fields.tsx';

const kinds = [
  { type: 'whatsapp', icon: MessageCircle },
  { type: 'simulator', icon: Smartphone },
  { type: 'gateway', icon: Plug },
] as const;

/** A new way for people to write: first which, then what it needs, then whether it works. */
export function AddChannelPage() {
  const { t } = useTranslation();
  const { type } = useSearch({ strict: false }) as { type?: string };
  const locked = useLocked('channels.change');
  const [made, setMade] = useState<Channel | null>(null);
  const known = kinds.some((kind) => kind.type === type);
  if (locked !== undefined) return <Page title={t('titles:channels.add')}>{locked}</Page>;
  if (type === 'whatsapp') return <ConnectWhatsapp />;
  if (made) return <Connected made={made} />;
  if (type === undefined || !known) return <Choose />;
  return <Configure key={type} type={type} onMade={setMade} />;
}

function Choose() {
  const { t } = useTranslation();
  return (
    <Page title={t('titles:channels.add')} description={t('settings:add.which')} width="text">
      <Rows label={t('titles:channels.add')}>
        {kinds.map(({ type, icon: Sign }) => (
          <Row
            key={type}
            sign={<Sign aria-hidden className="size-6 shrink-0 text-muted" />}
            title={<Link to={`/settings/channels/new?type=${type}`}>{t(`settings:channels.type.${type}`)}</Link>}
            text={t(`settings:add.text.${type}`)}
          />
        ))}
      </Rows>
    </Page>
  );
}

interface NewChannel extends Record<string, unknown> {
  readonly name: string;
  readonly assistant: string;
}

const emptyOf = (type: string): NewChannel => ({
  name: '',
  assistant: 'offline',
  ...Object.fromEntries([...fieldsOf(type).settings, ...fieldsOf(type).secrets].map((name) => [name, ''])),
});

/** Its way is longer than that of others, and is gone the first time in the welcome. */
function ConnectWhatsapp() {
  const { t } = useTranslation();
  const [made, setMade] = useState<Channel | null>(null);
  return (
    <Page
      title={made?.name ?? t('settings:add.title', { type: t('settings:channels.type.whatsapp') })}
      description={t(made ? 'settings:add.saved' : 'settings:add.text.whatsapp')}
      width="text"
    >
      <ConnectPanel
        another
        onMade={setMade}
        onward={made && <Link to={`/settings/channels/${made.id}`}>{t('settings:add.toChannel')}</Link>}
      />
    </Page>
  );
}

function Configure({ type, onMade }: { readonly type: string; readonly onMade: (made: Channel) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { settings, secrets } = fieldsOf(type);
  const [empty] = useState(() => emptyOf(type));
  const of = (draft: NewChannel, names: readonly string[]) => filled(Object.fromEntries(names.map((name) => [name, draft[name]])));

  async function connect(draft: NewChannel): Promise<void> {
    const body = {
      type,
      name: draft.name,
      settings: of(draft, settings),
      secrets: of(draft, secrets),
      assistant: { kind: draft.assistant },
    };
    const channel = await post<Channel>('/api/channels', { body });
    queries.setQueryData(channelQuery(channel.id).queryKey, channel);
    void queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
    if (channel.webhookUrl === null) await navigate({ to: `/settings/channels/${channel.id}`, ignoreBlocker: true });
    else onMade(channel);
  }

  return (
    <Page
      title={t('settings:add.title', { type: t(`settings:channels.type.${type}`) })}
      description={t(`settings:add.text.${type}`)}
      width="text"
    >
      <SaveForm
        value={empty}
        save={connect}
        fields={['name', 'assistant.kind', ...settings.map((name) => `settings.${name}`), ...secrets.map((name) => `secrets.${name}`)]}
        submit={t('settings:add.connect')}
      >
        {(form) => (
          <div>
            <Section title={t('settings:add.yours')}>
              <div className="flex flex-col gap-4">
                <NameAndAssistant form={form} />
              </div>
            </Section>
            {settings.length > 0 && (
              <Section title={t(`settings:add.settingsOf.${type}`)} description={t(`settings:add.settingsText.${type}`)}>
                <div className="flex flex-col gap-4">
                  <SettingFields type={type} form={form as unknown as Draft<Record<string, unknown>>} />
                </div>
              </Section>
            )}
            {secrets.length > 0 && (
              <Section title={t('settings:secrets.title')} description={t('settings:add.secretsText')}>
                <div className="flex flex-col gap-4">
                  {secrets
                    .filter((name) => name !== 'previousSigningSecret')
                    .map((name) => (
                      <SecretInputField
                        key={name}
                        form={form}
                        name={name}
                        field={`secrets.${name}`}
                        label={t(`settings:secret.${name}`)}
                        hint={t(`settings:secretHint.${name}`)}
                      />
                    ))}
                </div>
              </Section>
            )}
          </div>
        )}
      </SaveForm>
    </Page>
  );
}

function Connected({ made }: { readonly made: Channel }) {
  const { t } = useTranslation();
  const { data: channel = made } = useQuery({
    ...channelQuery(made.id),
    // Its first word is waited for here, with the page before somebody's eyes.
    refetchInterval: ({ state }) => (state.data?.health.lastWebhookAt ? false : 3000),
  });
  return (
    <Page title={channel.name} description={t('settings:add.saved')} width="text">
      <ConnectGateway channel={channel} />
      <Link to={`/settings/channels/${channel.id}`}>{t('settings:add.toChannel')}</Link>
    </Page>
  );
}
