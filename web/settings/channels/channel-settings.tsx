import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { patch } from '#web/data/api.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { NumberField, TextField } from '#web/ui/form-fields.tsx';
import { Section } from '#web/ui/page.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { ChannelSecrets } from './channel-secrets.tsx';
import { differing } from './channel-words.ts';
import { fieldsOf, SettingFields } from './setting-fields.tsx';
import { useChanged } from './use-changed.ts';

/** Everything that is set of a channel: its name, what the provider calls it, its secrets, how fast it sends. */
export function ChannelSettings({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const locked = useLocked('channels.change');
  const provisioned = locked ?? (channel.provisioned ? t('settings:channel.provisioned') : undefined);
  return (
    <>
      <NameSection channel={channel} locked={locked} />
      {fieldsOf(channel.type).settings.length > 0 && <ProviderSection channel={channel} locked={provisioned} />}
      {fieldsOf(channel.type).secrets.length > 0 && <ChannelSecrets channel={channel} locked={provisioned} />}
      <LimitsSection channel={channel} locked={locked} />
    </>
  );
}

interface Props {
  readonly channel: Channel;
  readonly locked: string | undefined;
}

function NameSection({ channel, locked }: Props) {
  const { t } = useTranslation();
  const changed = useChanged(channel.id);
  return (
    <Section title={t('settings:channel.name')}>
      <SaveForm
        value={{ name: channel.name }}
        save={async (draft) => changed(await patch<Channel>(`/api/channels/${channel.id}`, { body: draft }))}
        fields={['name']}
        locked={locked}
      >
        {(form) => <TextField form={form} name="name" label={t('settings:channel.name')} hint={t('settings:channel.nameHint')} />}
      </SaveForm>
    </Section>
  );
}

function ProviderSection({ channel, locked }: Props) {
  const { t } = useTranslation();
  const changed = useChanged(channel.id);
  const { settings } = channel;
  return (
    <Section
      title={t(`settings:channels.type.${channel.type}`, { defaultValue: channel.type })}
      description={t('settings:channel.providerText')}
    >
      <SaveForm
        value={settings as Record<string, unknown>}
        save={async (draft) =>
          changed(await patch<Channel>(`/api/channels/${channel.id}`, { body: { settings: differing(draft, settings) } }))
        }
        fields={fieldsOf(channel.type).settings.map((name) => `settings.${name}`)}
        locked={locked}
      >
        {(form) => <SettingFields type={channel.type} form={form} />}
      </SaveForm>
    </Section>
  );
}

function LimitsSection({ channel, locked }: Props) {
  const { t } = useTranslation();
  const changed = useChanged(channel.id);
  const { perSecond, pair } = channel.limits;
  return (
    <Section title={t('settings:limits.title')} description={t('settings:limits.text')}>
      <SaveForm
        value={{
          perSecond: perSecond as number | null,
          burst: pair.burst as number | null,
          everySeconds: pair.everySeconds as number | null,
        }}
        save={async (draft) => {
          const limits = { perSecond: draft.perSecond, pair: { burst: draft.burst, everySeconds: draft.everySeconds } };
          changed(await patch<Channel>(`/api/channels/${channel.id}`, { body: { limits } }));
        }}
        fields={['limits.perSecond', 'limits.pair.burst', 'limits.pair.everySeconds']}
        locked={locked}
      >
        {(form) => (
          <div className="grid gap-4 two:grid-cols-3">
            <NumberField form={form} name="perSecond" field="limits.perSecond" label={t('settings:limits.perSecond')} min={1} step="any" />
            <NumberField form={form} name="burst" field="limits.pair.burst" label={t('settings:limits.burst')} min={1} />
            <NumberField
              form={form}
              name="everySeconds"
              field="limits.pair.everySeconds"
              label={t('settings:limits.everySeconds')}
              min={0}
              step="any"
            />
          </div>
        )}
      </SaveForm>
    </Section>
  );
}
