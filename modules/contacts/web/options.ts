import { useTranslation } from 'react-i18next';
import type { Identity } from '#contract/contacts.ts';
import { addressWords, isSimulated } from './words.ts';

/** What addresses are for. An address of another type is named as it is. */
export const channelTypes = ['whatsapp', 'sms', 'email', 'simulator', 'gateway'] as const;

export function useChannelOptions(): { value: string; label: string }[] {
  const { t } = useTranslation();
  return channelTypes.map((value) => ({ value, label: t(`contacts:channel.${value}`) }));
}

export function useChannelName(): (type: string) => string {
  const options = useChannelOptions();
  return (type) => options.find(({ value }) => value === type)?.label ?? type;
}

/** An address as people read it; that of a phone in the browser says what it is for. */
export function useAddressWords(): (one: Identity) => string {
  const { t } = useTranslation();
  return (one) => (isSimulated(one) ? t('contacts:testContact') : addressWords(one));
}
