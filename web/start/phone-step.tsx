import { CircleCheck } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PhonePanel } from '#web/shell/panels.tsx';
import { Link } from '#web/ui/link.tsx';

/** The phone itself, right here, until the first answer is on it. */
export function PhoneStep({ onward }: { readonly onward: ReactNode }) {
  const { t } = useTranslation();
  const [replied, setReplied] = useState(false);
  const onReply = useCallback(() => setReplied(true), []);
  return (
    <div className="flex flex-col gap-6 three:flex-row">
      <div className="h-[min(640px,72dvh)] min-w-0 flex-1 overflow-hidden rounded-card border border-line two:overflow-visible two:rounded-none two:border-0">
        <PhonePanel onReply={onReply} />
      </div>
      <div className="flex flex-col items-start gap-3 max-three:order-first three:w-64 three:pt-6">
        <div role="status">
          {replied ? (
            <>
              <p className="flex items-center gap-2 font-strong text-leaf">
                <CircleCheck aria-hidden className="size-4 shrink-0" />
                {t('welcome:phone.done')}
              </p>
              <p className="mt-1 text-muted">{t('welcome:phone.doneText')}</p>
            </>
          ) : (
            <p className="text-muted">{t('welcome:phone.waiting')}</p>
          )}
        </div>
        {replied && <Link to="/phone">{t('welcome:phone.more')}</Link>}
        {onward}
      </div>
    </div>
  );
}
