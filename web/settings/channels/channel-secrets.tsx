import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { patch, post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { SecretInputField } from '#web/ui/form-fields.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Section } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { fieldsOf } from './setting-fields.tsx';
import { useChanged } from './use-changed.ts';

interface Props {
  readonly channel: Channel;
  readonly locked: string | undefined;
}

/** The secrets of a channel: which are set and since when, replaced one by one, never shown. */
export function ChannelSecrets({ channel, locked }: Props) {
  const { t } = useTranslation();
  const known = new Map(channel.secrets.map((secret) => [secret.name, secret]));
  return (
    <Section title={t('settings:secrets.title')} description={locked ?? t('settings:secrets.text')}>
      <Rows label={t('settings:secrets.title')}>
        {fieldsOf(channel.type).secrets.map((name) => (
          <OneSecret key={name} name={name} secret={known.get(name)} channel={channel} locked={locked} />
        ))}
      </Rows>
      {locked === undefined && channel.secrets.some(({ previousUntil }) => previousUntil !== null) && <Forget channel={channel} />}
    </Section>
  );
}

type SecretFacts = { readonly name: string; readonly since: string | null; readonly previousUntil: string | null };

function OneSecret({ name, secret, channel, locked }: Props & { readonly name: string; readonly secret: SecretFacts | undefined }) {
  const { t } = useTranslation();
  const [replacing, setReplacing] = useState(false);
  const verb = secret ? t('settings:secrets.replace') : t('settings:secrets.set');
  const label = t(`settings:secret.${name}`, { defaultValue: name });
  return (
    <Row
      title={label}
      state={<Badge tone={secret ? 'leaf' : 'amber'}>{secret ? t('settings:secrets.isSet') : t('settings:secrets.missing')}</Badge>}
      text={
        <>
          {secret?.since && <RelativeTime time={secret.since} />}
          {secret?.previousUntil && (
            <span>
              {t('settings:secrets.previous')} <RelativeTime time={secret.previousUntil} />
            </span>
          )}
        </>
      }
      actions={
        locked === undefined &&
        !replacing && (
          <Button onClick={() => setReplacing(true)} aria-label={t('settings:secrets.verbOf', { verb, name: label })}>
            {verb}
          </Button>
        )
      }
    >
      {replacing && <Replace name={name} label={label} verb={verb} channel={channel} onDone={() => setReplacing(false)} />}
    </Row>
  );
}

interface ReplaceProps {
  readonly name: string;
  readonly label: string;
  readonly verb: string;
  readonly channel: Channel;
  readonly onDone: () => void;
}

function Replace({ name, label, verb, channel, onDone }: ReplaceProps) {
  const { t } = useTranslation();
  const changed = useChanged(channel.id);
  return (
    <SaveForm
      value={{ secret: '' }}
      save={async ({ secret }) => changed(await patch<Channel>(`/api/channels/${channel.id}`, { body: { secrets: { [name]: secret } } }))}
      onSaved={() => {
        onDone();
        tell(t('settings:secrets.replaced', { name: label }));
      }}
      fields={[`secrets.${name}`]}
      submit={verb}
      onCancel={onDone}
    >
      {(form) => (
        <SecretInputField
          form={form}
          name="secret"
          field={`secrets.${name}`}
          label={label}
          hint={t(`settings:secretHint.${name}`, { defaultValue: '' })}
        />
      )}
    </SaveForm>
  );
}

function Forget({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const changed = useChanged(channel.id);
  const forgetting = useSending(
    () => post<Channel>(`/api/channels/${channel.id}/forget-previous-secrets`, { body: {} }),
    (answer) => {
      changed(answer);
      tell(t('settings:secrets.forgotten'));
    },
  );
  return (
    <div className="mt-4 flex flex-col items-start gap-2">
      <p className="text-muted">{t('settings:secrets.forgetText')}</p>
      <Button busy={forgetting.busy} onClick={() => forgetting.send(undefined)}>
        {t('settings:secrets.forget')}
      </Button>
      {forgetting.error && (
        <p role="alert" className="text-ember">
          {explainKnown(forgetting.error)}
        </p>
      )}
    </div>
  );
}
