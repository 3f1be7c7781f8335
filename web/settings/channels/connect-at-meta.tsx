import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { patch } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { CopyField, SecretField } from '#web/ui/copy.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Section } from '#web/ui/page.tsx';
import { makeVerifyToken } from './channel-words.ts';
import { CheckSteps } from './check-steps.tsx';

interface ConnectAtMetaProps {
  readonly channel: Channel;
  /** Null: it was made before this page was opened, and is not shown any more. */
  readonly verifyToken: string | null;
  readonly onToken: (token: string) => void;
}

/** What is left to do at Meta, with what has to be copied there, and whether it has arrived. */
export function ConnectAtMeta({ channel, verifyToken, onToken }: ConnectAtMetaProps) {
  const { t } = useTranslation();
  const { lastHandshakeAt, lastWebhookAt } = channel.health;
  return (
    <div className="max-w-160">
      {lastWebhookAt === null && (
        <Section title={t('settings:connect.title')}>
          <div className="flex flex-col gap-4">
            <ol className="flex list-decimal flex-col gap-1 ps-5">
              {(['open', 'callback', 'messages', 'write'] as const).map((click) => (
                <li key={click}>{t(`settings:connect.click.${click}`)}</li>
              ))}
            </ol>
            <CopyField label={t('settings:connect.callback')} value={channel.webhookUrl ?? ''} />
            {verifyToken === null ? (
              <NewToken channel={channel} onToken={onToken} />
            ) : (
              <SecretField label={t('settings:secret.verifyToken')} value={verifyToken} hint={t('settings:connect.once')} />
            )}
            <ul aria-live="polite" className="flex flex-col gap-2">
              <Heard done={lastHandshakeAt !== null} yes={t('settings:connect.asked')} notYet={t('settings:connect.notAsked')} />
              <Heard done={false} yes={t('settings:connect.heard')} notYet={t('settings:connect.notHeard')} />
            </ul>
          </div>
        </Section>
      )}
      <Section title={t('settings:check.title')} description={t('settings:check.text')}>
        <CheckSteps channel={channel} untilDone />
      </Section>
    </div>
  );
}

/** The other system's side of a gateway: where to post, and whether anything has come. */
export function ConnectGateway({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t('settings:connect.gatewayTitle')} description={t('settings:connect.gatewayText')}>
        <div className="flex flex-col gap-4">
          <CopyField label={t('settings:channel.webhookUrl')} value={channel.webhookUrl ?? ''} />
          <ul aria-live="polite">
            <Heard
              done={channel.health.lastWebhookAt !== null}
              yes={t('settings:connect.heard')}
              notYet={t('settings:connect.gatewaySilent')}
            />
          </ul>
        </div>
      </Section>
      <Section title={t('settings:check.title')} description={t('settings:check.text')}>
        <CheckSteps channel={channel} untilDone />
      </Section>
    </>
  );
}

function NewToken({ channel, onToken }: Pick<ConnectAtMetaProps, 'channel' | 'onToken'>) {
  const { t } = useTranslation();
  const renewing = useSending(
    (token: string) => patch<Channel>(`/api/channels/${channel.id}`, { body: { secrets: { verifyToken: token } } }),
    (_, token) => onToken(token),
  );
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-muted">{t('settings:connect.tokenHidden')}</p>
      <Button busy={renewing.busy} onClick={() => renewing.send(makeVerifyToken())}>
        {t('settings:connect.newToken')}
      </Button>
      {renewing.error && (
        <p role="alert" className="text-small text-ember">
          {explainKnown(renewing.error)}
        </p>
      )}
    </div>
  );
}

function Heard({ done, yes, notYet }: { readonly done: boolean; readonly yes: string; readonly notYet: string }) {
  const Sign = done ? CircleCheck : LoaderCircle;
  return (
    <li className="flex items-start gap-2">
      <Sign aria-hidden className={done ? 'mt-0.5 size-4 shrink-0 text-leaf' : 'mt-0.5 size-4 shrink-0 animate-turn text-muted'} />
      {done ? yes : notYet}
    </li>
  );
}
