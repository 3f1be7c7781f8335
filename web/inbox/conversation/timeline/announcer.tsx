import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import type { TimelineItem } from '../../../../modules/desk/contract.ts';
import { useSummary } from './summary.ts';

/** Says what comes in while the conversation is open, for those who hear the page; what was there before is not read out. */
export function NewMessageAnnouncer({
  items,
  nameOf,
}: {
  readonly items: readonly TimelineItem[];
  readonly nameOf: (message: Message) => string;
}) {
  const { t } = useTranslation();
  const summary = useSummary();
  const last = items.findLast((item) => item.type === 'message' && item.message.direction === 'in');
  const [first, setFirst] = useState<string | null>(null);
  if (first === null && items.length > 0) setFirst(last?.id ?? '');
  const fresh = last?.type === 'message' && first !== null && last.id > first ? last.message : null;
  return (
    <p aria-live="polite" className="sr-only">
      {fresh && t('conversation:says', { name: nameOf(fresh), words: summary(fresh).slice(0, 300) })}
    </p>
  );
}
