import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { patch, post } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { CopyField, SecretField } from '#web/ui/copy.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { PasswordInput, TextInput } from '#web/ui/inputs.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { ConnectionCheck } from './connection-check.tsx';
import { channelsQuery } from './queries.ts';
import { newVerifyToken } from './verify-token.ts';

/** A WhatsApp number: what it needs, what to copy to Meta, and whether it works. */
export function WhatsappStep({ onward }: { readonly onward: ReactNode }) {
  // Shown until the page is left: the server keeps it sealed and never shows it again.
  const [verifyToken, setVerifyToken] = useState(newVerifyToken);
  const [known, setKnown] = useState(false);
  const asked = useQuery(channelsQuery);
  if (asked.isPending) return <Skeleton />;
  if (!asked.data) return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />;
  const channel = asked.data.find(({ type }) => type === 'whatsapp');
  if (!channel) return <ConnectForm verifyToken={verifyToken} onMade={() => setKnown(true)} onward={onward} />;
  return (
    <Connected
      channel={channel}
      verifyToken={known ? verifyToken : null}
      onNewToken={(token) => {
        setVerifyToken(token);
        setKnown(true);
      }}
      onward={onward}
    />
  );
}

const settings = ['phoneNumberId', 'businessAccountId', 'displayPhoneNumber'] as const;
const secrets = ['appSecret', 'accessToken'] as const;

interface ConnectFormProps {
  readonly verifyToken: string;
  readonly onMade: () => void;
  readonly onward: ReactNode;
}

function ConnectForm({ verifyToken, onMade, onward }: ConnectFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [given, setGiven] = useState<Record<string, string>>({});
  const pick = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, (given[name] ?? '').trim()]));
  const sending = useSending(
    () =>
      post<Channel>('/api/channels', {
        body: {
          type: 'whatsapp',
          name: t('welcome:whatsapp.name'),
          settings: pick(settings),
          secrets: { ...pick(secrets), verifyToken },
          assistant: { kind: 'offline' },
        },
      }),
    (channel) => {
      onMade();
      queries.setQueryData(channelsQuery.queryKey, (before) => [...(before ?? []), channel]);
    },
  );
  const fault = useFieldFault(sending.error);
  const field = (name: string, group: 'settings' | 'secrets') => {
    const Input = group === 'secrets' ? PasswordInput : TextInput;
    const label = t(`welcome:whatsapp.field.${name}`);
    return (
      <Field key={name} label={label} hint={t(`welcome:whatsapp.where.${name}`)} error={fault(`${group}.${name}`, label)}>
        <Input
          value={given[name] ?? ''}
          onChange={(event) => setGiven({ ...given, [name]: event.target.value })}
          autoComplete="off"
          dir="ltr"
        />
      </Field>
    );
  };
  const fields = [...settings.map((name) => `settings.${name}`), ...secrets.map((name) => `secrets.${name}`)];
  return (
    <div className="flex max-w-130 flex-col gap-5">
      <Needs />
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={fields}
        busy={sending.busy}
        submit={t('welcome:whatsapp.action')}
        aside={onward}
      >
        {settings.map((name) => field(name, 'settings'))}
        {secrets.map((name) => field(name, 'secrets'))}
      </Form>
    </div>
  );
}

function Needs() {
  const { t } = useTranslation();
  return (
    <div className="rounded-card border border-line bg-raised p-4">
      <h3 className="font-strong">{t('welcome:whatsapp.needs')}</h3>
      <ul className="mt-1 list-disc ps-5 text-muted">
        {(['account', 'app', 'address'] as const).map((need) => (
          <li key={need}>{t(`welcome:whatsapp.need.${need}`)}</li>
        ))}
      </ul>
    </div>
  );
}

interface ConnectedProps {
  readonly channel: Channel;
  /** Null: it was made before this page was opened, and is not shown any more. */
  readonly verifyToken: string | null;
  readonly onNewToken: (token: string) => void;
  readonly onward: ReactNode;
}

function Connected({ channel, verifyToken, onNewToken, onward }: ConnectedProps) {
  const { t } = useTranslation();
  const renewing = useSending(
    (token: string) => patch<Channel>(`/api/channels/${channel.id}`, { body: { secrets: { verifyToken: token } } }),
    (_, token) => onNewToken(token),
  );
  const heard = channel.health.lastHandshakeAt !== null || channel.health.lastWebhookAt !== null;
  return (
    <div className="flex max-w-160 flex-col gap-6">
      {!heard && (
        <section className="flex flex-col gap-4">
          <h3 className="font-strong">{t('welcome:whatsapp.atMeta')}</h3>
          <ol className="flex list-decimal flex-col gap-1 ps-5">
            {(['open', 'callback', 'messages', 'write'] as const).map((click) => (
              <li key={click}>{t(`welcome:whatsapp.click.${click}`)}</li>
            ))}
          </ol>
          <CopyField label={t('welcome:whatsapp.callback')} value={channel.webhookUrl ?? ''} />
          {verifyToken === null ? (
            <div className="flex flex-col items-start gap-2">
              <p className="text-muted">{t('welcome:whatsapp.tokenHidden')}</p>
              <Button busy={renewing.busy} onClick={() => renewing.send(newVerifyToken())}>
                {t('welcome:whatsapp.newToken')}
              </Button>
              {renewing.error !== null && (
                <p role="alert" className="text-small text-ember">
                  {explainShort(renewing.error)}
                </p>
              )}
            </div>
          ) : (
            <SecretField label={t('welcome:whatsapp.verifyToken')} value={verifyToken} hint={t('welcome:whatsapp.verifyTokenHint')} />
          )}
        </section>
      )}
      <ConnectionCheck channel={channel} />
      <div>{onward}</div>
    </div>
  );
}
