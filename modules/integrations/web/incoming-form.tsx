import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { listQuery } from '#web/data/by-address.ts';
import { AreaField, SelectField, TextField } from '#web/ui/form-fields.tsx';
import type { Draft } from '#web/ui/save-form.tsx';
import type { IncomingDraft } from './incoming-draft.ts';

export const incomingFields = [
  'name',
  'action.kind',
  'action.identity.channelType',
  'action.identity.address',
  'action.name',
  'action.channelId',
  'action.text',
  'deduplicate',
  'deduplicate.header',
  'deduplicate.field',
];

/** What a call from elsewhere leads to. */
export function IncomingFields({ form }: { readonly form: Draft<IncomingDraft> }) {
  const { t } = useTranslation();
  const { kind, place } = form.draft;
  const { data: channels = [] } = useQuery({ ...listQuery<Channel>('/api/channels'), enabled: kind === 'message' });
  return (
    <>
      <TextField form={form} name="name" label={t('settings:name')} hint={t('settings:incoming.nameHint')} />
      <SelectField
        form={form}
        name="kind"
        field="action.kind"
        label={t('settings:incoming.leads')}
        options={(['message', 'contact', 'keep'] as const).map((one) => ({ value: one, label: t(`settings:incoming.kind.${one}`) }))}
      />
      {kind !== 'keep' && (
        <>
          <TextField form={form} name="channelType" field="action.identity.channelType" label={t('settings:incoming.channelType')} code />
          <TextField
            form={form}
            name="address"
            field="action.identity.address"
            label={t('settings:incoming.address')}
            hint={t('settings:incoming.addressHint', { example: 'phone:{{ body.phone }}' })}
            code
          />
        </>
      )}
      {kind === 'contact' && (
        <TextField
          form={form}
          name="contactName"
          field="action.name"
          label={t('settings:incoming.contactName')}
          aside={t('ui:optional')}
          code
        />
      )}
      {kind === 'message' && (
        <>
          <SelectField
            form={form}
            name="channelId"
            field="action.channelId"
            label={t('titles:channels.one')}
            options={[
              { value: '', label: t('settings:assistants.choose') },
              ...channels.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <AreaField
            form={form}
            name="text"
            field="action.text"
            label={t('settings:incoming.words')}
            hint={t('settings:incoming.wordsHint', { example: '{{ body.order.id }}' })}
          />
        </>
      )}
      <SelectField
        form={form}
        name="place"
        field="deduplicate"
        label={t('settings:incoming.once')}
        hint={t('settings:incoming.onceHint')}
        options={(['none', 'header', 'field'] as const).map((one) => ({ value: one, label: t(`settings:incoming.place.${one}`) }))}
      />
      {place !== 'none' && (
        <TextField form={form} name="placeName" field={`deduplicate.${place}`} label={t(`settings:incoming.place.${place}`)} code />
      )}
    </>
  );
}
