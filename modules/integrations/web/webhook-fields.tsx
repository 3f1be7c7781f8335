import { useTranslation } from 'react-i18next';
import { TextField } from '#web/ui/form-fields.tsx';
import { Checkbox } from '#web/ui/inputs.tsx';
import type { Draft } from '#web/ui/save-form.tsx';
import type { EventType } from '../contract.ts';

export interface WebhookDraft {
  readonly url: string;
  readonly description: string;
  readonly events: readonly EventType[];
}
export const emptyWebhook: WebhookDraft = { url: '', description: '', events: ['message.received'] };

export const bodyOf = ({ url, description, events }: WebhookDraft) => ({
  url,
  events,
  description: description.trim() === '' ? null : description,
});

/** Written out, because a value out of the contract brings its whole checker to the browser; the type sees that none is missing. */
const offered: Readonly<Record<EventType, true>> = {
  'message.received': true,
  'message.sent': true,
  'message.status': true,
  'conversation.handed_over': true,
  'conversation.given_back': true,
  'conversation.closed': true,
  'conversation.reopened': true,
  'contact.created': true,
  'contact.changed': true,
  'turn.decided': true,
  'channel.paused': true,
  'channel.resumed': true,
  'channel.disabled': true,
  'incident.raised': true,
  'incident.acknowledged': true,
  'incident.closed': true,
};
const types = Object.keys(offered) as EventType[];

/** Where, and what is told. */
export function WebhookFields({ form }: { readonly form: Draft<WebhookDraft> }) {
  const { t } = useTranslation();
  const { events } = form.draft;
  const fault = form.fault('events', t('settings:webhooks.which'));
  return (
    <>
      <TextField form={form} name="url" label={t('settings:webhooks.url')} hint={t('settings:webhooks.urlHint')} type="url" code />
      <TextField form={form} name="description" label={t('settings:webhooks.description')} aside={t('ui:optional')} />
      <fieldset className="min-w-0">
        <legend className="mb-1 font-strong">{t('settings:webhooks.which')}</legend>
        {types.map((type) => (
          <Checkbox
            key={type}
            label={t(`settings:event.${type.replace('.', '_')}`)}
            hint={<bdi className="font-code">{type}</bdi>}
            checked={events.includes(type)}
            onValue={(on) => form.set({ events: types.filter((one) => (one === type ? on : events.includes(one))) })}
          />
        ))}
        {fault && (
          <p role="alert" className="text-small text-ember">
            {fault}
          </p>
        )}
      </fieldset>
    </>
  );
}
