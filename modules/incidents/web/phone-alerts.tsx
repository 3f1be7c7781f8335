import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Channel, ChannelTemplate } from '#contract/channels.ts';
import { listQuery } from '#web/data/by-address.ts';
import { usePermission } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { SelectField, SwitchField } from '#web/ui/form-fields.tsx';
import { Section } from '#web/ui/page.tsx';
import { type Draft, SaveForm } from '#web/ui/save-form.tsx';
import type { SafetySettings } from '../contract.ts';
import { HoursFields } from './hours-fields.tsx';
import { useSaveSettings } from './use-save-settings.ts';

type Line = NonNullable<SafetySettings['phoneAlerts']>;

/** What is offered first to who switches it on. */
const start = { channelId: '', template: '', codeTemplate: '', order: 'together', from: 'high' } as const;
const night = { from: '22:00', to: '07:00' };
const orders = ['together', 'phone_first', 'mail_first'] as const;
const severities = ['imminent', 'high', 'moderate'] as const;

interface Chosen {
  readonly on: boolean;
  readonly channelId: string;
  readonly template: string;
  readonly codeTemplate: string;
  readonly order: Line['order'];
  readonly from: Line['from'];
  readonly isQuiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
}

/** Through which channel members are told on their phones, in which order, and when not. */
export function PhoneAlerts({ settings: { phoneAlerts } }: { readonly settings: SafetySettings }) {
  const { t } = useTranslation();
  const locked = useLocked('safety.change');
  const save = useSaveSettings();
  const line = useCarriers();
  const value: Chosen = {
    on: phoneAlerts !== null,
    ...start,
    ...phoneAlerts,
    template: phoneAlerts?.template ?? '',
    codeTemplate: phoneAlerts?.codeTemplate ?? '',
    isQuiet: (phoneAlerts?.quiet ?? null) !== null,
    quietFrom: phoneAlerts?.quiet?.from ?? night.from,
    quietTo: phoneAlerts?.quiet?.to ?? night.to,
  };
  return (
    <Section title={t('incidents:safety.phones.title')} description={t('incidents:safety.phones.text')}>
      <SaveForm
        value={value}
        save={(draft) => save({ phoneAlerts: draft.on ? lineOf(draft, line.formOf(draft.channelId)) : null })}
        fields={[
          'phoneAlerts.channelId',
          'phoneAlerts.template',
          'phoneAlerts.codeTemplate',
          'phoneAlerts.quiet.from',
          'phoneAlerts.quiet.to',
        ]}
        locked={locked}
      >
        {(form) => (
          <>
            <SwitchField form={form} name="on" label={t('incidents:safety.phones.on')} hint={t('incidents:safety.phones.onHint')} />
            {form.draft.on && <Choices form={form} {...line} />}
          </>
        )}
      </SaveForm>
    </Section>
  );
}

function lineOf(
  { channelId, template, codeTemplate, order, from, isQuiet, quietFrom, quietTo }: Chosen,
  form: 'text' | 'template' | null,
): Line {
  const named = (name: string) => (form === 'text' || name === '' ? null : name);
  return {
    channelId,
    template: named(template),
    codeTemplate: named(codeTemplate),
    order,
    from,
    quiet: isQuiet ? { from: quietFrom, to: quietTo } : null,
  };
}

interface Carriers {
  readonly channels: readonly Channel[];
  formOf(channelId: string): 'text' | 'template' | null;
}

function useCarriers(): Carriers {
  const { data = [] } = useQuery({ ...listQuery<Channel>('/api/channels'), enabled: usePermission('channels.read') });
  const channels = data.filter(({ abilities }) => abilities?.alerts);
  return { channels, formOf: (channelId) => channels.find(({ id }) => id === channelId)?.abilities?.alerts ?? null };
}

function Choices({ form, channels, formOf }: Carriers & { readonly form: Draft<Chosen> }) {
  const { t } = useTranslation();
  const { channelId, isQuiet } = form.draft;
  const options = channels.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      {channels.length === 0 && <p className="rounded-control bg-amber-soft px-3 py-2 text-amber">{t('incidents:safety.phones.noLine')}</p>}
      <SelectField
        form={form}
        name="channelId"
        field="phoneAlerts.channelId"
        label={t('incidents:safety.phones.line')}
        options={[...(channelId === '' ? [{ value: '', label: t('incidents:safety.phones.choose') }] : []), ...options]}
      />
      {formOf(channelId) === 'template' && <Templates form={form} />}
      <div className="grid gap-4 two:grid-cols-2">
        <SelectField
          form={form}
          name="order"
          label={t('incidents:safety.phones.order')}
          hint={t('incidents:safety.phones.orderHint')}
          options={orders.map((one) => ({ value: one, label: t(`incidents:safety.phones.${one}`) }))}
        />
        <SelectField
          form={form}
          name="from"
          label={t('incidents:safety.phones.from')}
          hint={t('incidents:safety.phones.fromHint')}
          options={severities.map((one) => ({ value: one, label: t(`incidents:severity.${one}`) }))}
        />
      </div>
      <SwitchField form={form} name="isQuiet" label={t('incidents:safety.phones.quiet')} hint={t('incidents:safety.phones.quietHint')} />
      {isQuiet && <HoursFields form={form} names={{ from: 'quietFrom', to: 'quietTo' }} field="phoneAlerts.quiet" />}
    </>
  );
}

/** From left to right, whatever the sentence around it (Unicode LRI … PDI). */
const apart = (code: string) => `\u2066${code}\u2069`;

/** Those that the provider approved. */
function Templates({ form }: { readonly form: Draft<Chosen> }) {
  const { t } = useTranslation();
  const { channelId } = form.draft;
  const { data = [] } = useQuery(listQuery<ChannelTemplate>(`/api/channels/${channelId}/templates`));
  const names = [...new Set(data.flatMap(({ name, status }) => (status === 'APPROVED' ? [name] : [])))];
  const optionsFor = (chosen: string) => [
    { value: '', label: t('incidents:safety.phones.choose') },
    ...[...new Set([...names, ...(chosen === '' ? [] : [chosen])])].map((name) => ({ value: name, label: name })),
  ];
  return (
    <div className="grid gap-4 two:grid-cols-2">
      {(['template', 'codeTemplate'] as const).map((name) => (
        <SelectField
          key={name}
          form={form}
          name={name}
          field={`phoneAlerts.${name}`}
          label={t(`incidents:safety.phones.${name}`)}
          hint={t(`incidents:safety.phones.${name}Hint`, {
            address: apart(`${window.location.origin}/incidents/{{1}}`),
            gap: apart('{{1}}'),
          })}
          options={optionsFor(form.draft[name])}
        />
      ))}
    </div>
  );
}
