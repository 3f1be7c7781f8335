import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** While something is changed and not saved: leaving the page asks first, closing the window too. */
export function AskBeforeLeaving({ when }: { readonly when: boolean }) {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    // Another side of the same page (?tab=…) keeps what is typed.
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: when,
    withResolver: true,
  });
  return (
    <Dialog
      open={status === 'blocked'}
      onOpenChange={(open) => !open && reset?.()}
      title={t('ui:leaving.title')}
      description={t('ui:leaving.text')}
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => proceed?.()}>{t('ui:leaving.leave')}</Button>
        <Button look="main" onClick={() => reset?.()}>
          {t('ui:leaving.stay')}
        </Button>
      </div>
    </Dialog>
  );
}
