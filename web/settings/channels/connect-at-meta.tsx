import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { CopyField, SecretField } from '#web/ui/copy.tsx';
import { Section } from '#web/ui/page.tsx';
import { CheckSteps } from './check-steps.tsx';

/** What is left to do at the provider, with what has to be copied there, and whether it has arrived. */
export function ConnectAtMeta({ channel, verifyToken }: { readonly channel: Channel; readonly verifyToken: string | null }) {
  const { t } = useTranslation();
  const { lastHandshakeAt, lastWebhookAt } = channel.health;
  const meta = verifyToken !== null;
  return (
    <>
      <Section
        title={meta ? t('settings:connect.title') : t('settings:connect.gatewayTitle')}
        description={meta ? t('settings:connect.text') : t('settings:connect.gatewayText')}
      >
        <div className="flex flex-col gap-4">
          <CopyField label={t('settings:channel.webhookUrl')} value={channel.webhookUrl ?? ''} />
          {meta && <SecretField label={t('settings:secret.verifyToken')} value={verifyToken} hint={t('settings:connect.once')} />}
          <ul aria-live="polite" className="flex flex-col gap-2">
            {meta && (
              <Heard
                done={lastHandshakeAt !== null || lastWebhookAt !== null}
                yes={t('settings:connect.asked')}
                notYet={t('settings:connect.notAsked')}
              />
            )}
            <Heard done={lastWebhookAt !== null} yes={t('settings:connect.heard')} notYet={t('settings:connect.notHeard')} />
          </ul>
        </div>
      </Section>
      <Section title={t('settings:check.title')} description={t('settings:check.text')}>
        <CheckSteps channel={channel} />
      </Section>
    </>
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
