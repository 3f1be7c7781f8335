import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';

/** A message in a few words: its own, or what kind it is. */
export function useSummary(): (message: Pick<Message, 'kind' | 'text'>) => string {
  const { t } = useTranslation();
  return useCallback(({ kind, text }) => text || t(`conversation:kind.${kind}`, { defaultValue: t('conversation:kind.unsupported') }), [t]);
}
