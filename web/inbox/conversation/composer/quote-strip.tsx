import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { IconButton } from '#web/ui/button.tsx';
import { useSummary } from '../timeline/summary.ts';

/** What is being answered; can be let go of. */
export function QuoteStrip({ message, name, onDrop }: { readonly message: Message; readonly name: string; readonly onDrop: () => void }) {
  const { t } = useTranslation();
  const summary = useSummary();
  return (
    <div className="mx-2 mt-2 flex items-start gap-1 rounded-[6px] border-s-3 border-acacia bg-ink/5 ps-2">
      <div className="min-w-0 flex-1 py-1">
        <p className="text-small font-strong">
          <bdi>{t('conversation:answering', { name })}</bdi>
        </p>
        <p dir="auto" className="truncate text-small">
          {summary(message)}
        </p>
      </div>
      <IconButton icon={X} label={t('conversation:dropQuote')} onClick={onDrop} />
    </div>
  );
}
