import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocked } from '#web/shell/use-locked.ts';
import { NumberField, SwitchField } from '#web/ui/form-fields.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { SafetySettings } from '../contract.ts';
import { settingsQuery } from './data.ts';
import { FollowUp } from './follow-up.tsx';
import { HelpLines } from './help-lines.tsx';
import { HoursFields } from './hours-fields.tsx';
import { PeopleToCall } from './people-to-call.tsx';
import { PhoneAlerts } from './phone-alerts.tsx';
import { ReadingModel } from './reading-model.tsx';
import { useSaveSettings } from './use-save-settings.ts';

// From here, so that the frame need not know one more file.
export { AlertPhonePage } from './alert-phone-page.tsx';

/** Who is called for messages that need attention and how soon, what the program answers, and whom it names. */
export function SafetyPage() {
  const { t } = useTranslation();
  const settings = useQuery(settingsQuery);
  return (
    <Page title={t('titles:safety.title')} description={t('incidents:safety.text')} width="text">
      {settings.isPending && <Skeleton lines={8} />}
      {settings.error && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && (
        <>
          <PeopleToCall settings={settings.data} />
          <Times settings={settings.data} />
          <Quiet settings={settings.data} />
          <PhoneAlerts settings={settings.data} />
          <Replies settings={settings.data} />
          <FollowUp settings={settings.data} />
          <ReadingModel settings={settings.data} />
        </>
      )}
      <HelpLines />
    </Page>
  );
}

type Props = { readonly settings: SafetySettings };

function Times({ settings: { minutes, moderateIncidents } }: Props) {
  const { t } = useTranslation();
  const locked = useLocked('safety.change');
  const save = useSaveSettings();
  return (
    <Section title={t('incidents:safety.times.title')} description={t('incidents:safety.times.text')}>
      <SaveForm
        value={{ ...minutes, moderateIncidents }}
        save={({ moderateIncidents, ...minutes }) => save({ minutes, moderateIncidents })}
        fields={['minutes.imminent', 'minutes.high', 'minutes.moderate']}
        locked={locked}
      >
        {(form) => (
          <>
            <div className="grid gap-4 two:grid-cols-3">
              <NumberField form={form} name="imminent" field="minutes.imminent" min={1} max={60} label={t('incidents:severity.imminent')} />
              <NumberField form={form} name="high" field="minutes.high" min={1} max={240} label={t('incidents:severity.high')} />
              <NumberField
                form={form}
                name="moderate"
                field="minutes.moderate"
                min={1}
                max={2880}
                label={t('incidents:severity.moderate')}
              />
            </div>
            <SwitchField
              form={form}
              name="moderateIncidents"
              label={t('incidents:safety.times.moderate')}
              hint={t('incidents:safety.times.moderateHint')}
            />
          </>
        )}
      </SaveForm>
    </Section>
  );
}

/** What is offered first to who switches it on. */
const night = { from: '22:00', to: '07:00' };

function Quiet({ settings: { quiet } }: Props) {
  const { t } = useTranslation();
  const locked = useLocked('safety.change');
  const save = useSaveSettings();
  return (
    <Section title={t('incidents:safety.quiet.title')} description={t('incidents:safety.quiet.text')}>
      <SaveForm
        value={{ on: quiet !== null, ...(quiet ?? night) }}
        save={({ on, ...hours }) => save({ quiet: on ? hours : null })}
        fields={['quiet.from', 'quiet.to']}
        locked={locked}
      >
        {(form) => (
          <>
            <SwitchField form={form} name="on" label={t('incidents:safety.quiet.on')} />
            {form.draft.on && <HoursFields form={form} names={{ from: 'from', to: 'to' }} field="quiet" />}
          </>
        )}
      </SaveForm>
    </Section>
  );
}

function Replies({ settings: { replies, followUpHours, minimumAge, eventText } }: Props) {
  const { t } = useTranslation();
  const locked = useLocked('safety.change');
  const save = useSaveSettings();
  return (
    <Section title={t('incidents:safety.replies.title')} description={t('incidents:safety.replies.text')}>
      <p className="mb-4 rounded-control bg-amber-soft px-3 py-2 text-amber">{t('incidents:notReviewed')}</p>
      <SaveForm
        value={{ replies, followUpHours, minimumAge, eventText }}
        save={save}
        fields={['followUpHours', 'minimumAge']}
        locked={locked}
      >
        {(form) => (
          <>
            <SwitchField form={form} name="replies" label={t('incidents:safety.replies.on')} hint={t('incidents:safety.replies.onHint')} />
            <div className="grid gap-4 two:grid-cols-2">
              <NumberField
                form={form}
                name="followUpHours"
                min={0}
                max={72}
                label={t('incidents:safety.replies.followUp')}
                hint={t('incidents:safety.replies.followUpHint')}
              />
              <NumberField
                form={form}
                name="minimumAge"
                min={0}
                max={21}
                label={t('incidents:safety.replies.age')}
                hint={t('incidents:safety.replies.ageHint')}
              />
            </div>
            <SwitchField
              form={form}
              name="eventText"
              label={t('incidents:safety.replies.events')}
              hint={t('incidents:safety.replies.eventsHint')}
            />
          </>
        )}
      </SaveForm>
    </Section>
  );
}
