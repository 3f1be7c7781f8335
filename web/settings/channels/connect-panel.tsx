import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { post } from '#web/data/api.ts';
import { SecretInputField } from '#web/ui/form-fields.tsx';
import { type Draft, SaveForm } from '#web/ui/save-form.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { channelQuery, channelsQuery } from './channel-queries.ts';
import { filled, makeVerifyToken } from './channel-words.ts';
import { ConnectAtMeta } from './connect-at-meta.tsx';
import { NameAndAssistant } from './name-and-assistant.tsx';
import { fieldsOf, OneSetting } from './setting-fields.tsx';

export interface ConnectPanelProps {
  /** Another number, also where there is one already; else the first one there is goes on being connected. */
  readonly another?: boolean;
  readonly onMade?: (channel: Channel) => void;
  /** At the end: the way on. */
  readonly onward?: ReactNode;
}

/** A WhatsApp number, from nothing to the first message: what it needs, what to copy to Meta, and whether it works. */
export function ConnectPanel({ another = false, onMade, onward }: ConnectPanelProps) {
  // Ours to choose: nobody has to think of one. Known until the page is left; the server keeps it sealed and never shows it again.
  const [token, setToken] = useState(() => makeVerifyToken());
  const [made, setMade] = useState<string | null>(null);
  const [known, setKnown] = useState(false);
  const isThis = ({ id, type }: Channel) => (made === null ? !another && type === 'whatsapp' : id === made);
  const asked = useQuery({
    ...channelsQuery,
    // Meta's first word is waited for here, with the page before somebody's eyes.
    refetchInterval: ({ state }) => (state.data?.some((one) => isThis(one) && one.health.lastWebhookAt === null) ? 3000 : false),
  });
  if (asked.isPending) return <Skeleton />;
  if (!asked.data) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />;
  const channel = asked.data.find(isThis);
  if (!channel) {
    return (
      <ConnectForm
        verifyToken={token}
        onward={onward}
        onMade={(one) => {
          setMade(one.id);
          setKnown(true);
          onMade?.(one);
        }}
      />
    );
  }
  return (
    <>
      <ConnectAtMeta
        channel={channel}
        verifyToken={known ? token : null}
        onToken={(next) => {
          setToken(next);
          setKnown(true);
        }}
      />
      {onward && <div>{onward}</div>}
    </>
  );
}

interface NewNumber extends Record<string, unknown> {
  readonly name: string;
  readonly assistant: string;
}

const { settings, rare, secrets } = fieldsOf('whatsapp');
const asked = settings.filter((name) => !rare.includes(name));
const given = secrets.filter((name) => name !== 'verifyToken');

interface ConnectFormProps {
  readonly verifyToken: string;
  readonly onMade: (channel: Channel) => void;
  readonly onward: ReactNode;
}

function ConnectForm({ verifyToken, onMade, onward }: ConnectFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [empty] = useState<NewNumber>(() => ({
    name: t('settings:channels.type.whatsapp'),
    assistant: 'offline',
    ...Object.fromEntries([...settings, ...secrets].map((name) => [name, ''])),
  }));
  async function connect(draft: NewNumber): Promise<void> {
    const pick = (names: readonly string[]) => filled(Object.fromEntries(names.map((name) => [name, String(draft[name]).trim()])));
    const body = {
      type: 'whatsapp',
      name: draft.name,
      settings: pick(settings),
      secrets: { ...pick(given), verifyToken },
      assistant: { kind: draft.assistant },
    };
    const channel = await post<Channel>('/api/channels', { body });
    queries.setQueryData(channelQuery(channel.id).queryKey, channel);
    queries.setQueryData(channelsQuery.queryKey, (before) => [...(before ?? []), channel]);
    onMade(channel);
  }
  return (
    <div className="flex max-w-130 flex-col gap-5">
      <Needs />
      <SaveForm
        value={empty}
        save={connect}
        fields={['name', 'assistant.kind', ...settings.map((name) => `settings.${name}`), ...secrets.map((name) => `secrets.${name}`)]}
        submit={t('settings:add.connectAndCheck')}
        aside={onward}
      >
        {(form) => (
          <div className="flex flex-col gap-4">
            {asked.map((name) => (
              <OneSetting key={name} name={name} form={form as unknown as Draft<Record<string, unknown>>} />
            ))}
            {given.map((name) => (
              <SecretInputField
                key={name}
                form={form}
                name={name}
                field={`secrets.${name}`}
                label={t(`settings:secret.${name}`)}
                hint={t(`settings:secretHint.${name}`)}
              />
            ))}
            <Here form={form} />
          </div>
        )}
      </SaveForm>
    </div>
  );
}

/** What has a good value already. */
function Here({ form }: { readonly form: Draft<NewNumber> }) {
  const { t } = useTranslation();
  const faulty = ['name', 'assistant.kind', ...rare.map((name) => `settings.${name}`)].some((name) => form.fault(name, name) !== undefined);
  return (
    <details {...(faulty ? { open: true } : {})}>
      <summary className="cursor-pointer text-muted">{t('settings:connect.more')}</summary>
      <div className="mt-3 flex flex-col gap-4">
        <NameAndAssistant form={form} />
        {rare.map((name) => (
          <OneSetting key={name} name={name} form={form as unknown as Draft<Record<string, unknown>>} />
        ))}
      </div>
    </details>
  );
}

function Needs() {
  const { t } = useTranslation();
  return (
    <div className="rounded-card border border-line bg-raised p-4">
      <h2 className="text-reading">{t('settings:connect.needs')}</h2>
      <ul className="mt-1 list-disc ps-5 text-muted">
        {(['account', 'app', 'address'] as const).map((need) => (
          <li key={need}>{t(`settings:connect.need.${need}`)}</li>
        ))}
      </ul>
    </div>
  );
}
