import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import type { Leaving } from './asks-first.ts';

interface Question {
  readonly what: Leaving;
  /** How many of them are about somebody who may be in danger. */
  readonly count: number;
  readonly onYes: () => void;
}

let question: Question | null = null;
const listeners = new Set<() => void>();

function ask(next: Question | null): void {
  question = next;
  for (const listener of listeners) listener();
}

/** Asks before a conversation with somebody who may be in danger leaves the sight of people. Nothing is done until they say yes. */
export const askFirst = (asked: Question): void => ask(asked);

/** Where it is asked. Once on the page of the inbox. */
export function AskFirst() {
  const { t } = useTranslation();
  const asked = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => question,
  );
  if (!asked) return null;
  const { what, count, onYes } = asked;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={t(`inbox:askFirst.${what}.title`)}
      description={t('inbox:askFirst.text', { count })}
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => ask(null)}>{t('ui:cancel')}</Button>
        <Button
          look="danger"
          onClick={() => {
            ask(null);
            onYes();
          }}
        >
          {t(`inbox:askFirst.${what}.yes`)}
        </Button>
      </div>
    </Dialog>
  );
}
