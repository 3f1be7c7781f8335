import { Clock3, RotateCw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { explainShort } from '#web/data/explain.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { Button } from '#web/ui/button.tsx';
import type { Pending } from './use-outbox.ts';

interface PendingBubbleProps {
  readonly pending: Pending;
  readonly onRetry: () => void;
  readonly onDrop: () => void;
}

/** What was just written, until it is stored; when it could not be, with the reason and the way on. */
export function PendingBubble({ pending: { writing, error }, onRetry, onDrop }: PendingBubbleProps) {
  const { t } = useTranslation();
  const { message, file } = writing;
  const text = 'text' in message ? message.text : undefined;
  return (
    <li className="flex max-w-[86%] flex-col items-end self-end">
      <div className="flex flex-col gap-1 rounded-card bg-acacia-soft px-3 py-2">
        <p dir="auto" lang={languageOfText(text ?? '')} className="reading">
          {text ?? file?.name ?? t(`phone:kind.${message.kind}`)}
        </p>
        {!error && (
          <p role="status" className="flex items-center justify-end gap-1 text-small text-muted">
            <Clock3 aria-hidden className="size-3.5" />
            {file ? t('phone:uploading') : t('phone:sending')}
          </p>
        )}
      </div>
      {error !== null && error !== undefined && (
        <div role="alert" className="flex flex-col items-end gap-1 pt-1 text-end text-small text-ember">
          <p>{explainShort(error)}</p>
          <span className="flex gap-1 text-ink">
            <Button icon={X} look="quiet" onClick={onDrop}>
              {t('phone:drop')}
            </Button>
            <Button icon={RotateCw} onClick={onRetry}>
              {t('ui:retry')}
            </Button>
          </span>
        </div>
      )}
    </li>
  );
}
