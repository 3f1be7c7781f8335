import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

interface InlineFormProps {
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly busy: boolean;
  /** The verb; "Save" unless said. */
  readonly submit?: string;
  /** Something is still missing. */
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** One thing changed where it stands: its field, the verb, and the way back, which is Escape too. */
export function InlineForm({ onSubmit, onCancel, busy, submit, disabled = false, children }: InlineFormProps) {
  const { t } = useTranslation();
  return (
    <form
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !disabled) onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onCancel();
      }}
    >
      {children}
      <div className="flex gap-2">
        <Button type="submit" look="main" busy={busy} disabled={disabled}>
          {submit ?? t('ui:save')}
        </Button>
        <Button onClick={onCancel}>{t('ui:cancel')}</Button>
      </div>
    </form>
  );
}
