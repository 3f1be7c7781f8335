import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#web/ui/button.tsx';
import { tell } from '#web/ui/toast.tsx';

interface EditorItemProps {
  /** "Question 3" */
  readonly label: string;
  /** Takes it away; what it returns brings it back. */
  readonly onRemove: () => () => void;
  readonly children: ReactNode;
}

/** One of several things inside a form. */
export function EditorItem({ label, onRemove, children }: EditorItemProps) {
  const { t } = useTranslation();
  return (
    <li className="rounded-card border border-line bg-paper p-3">
      <fieldset className="flex min-w-0 flex-col gap-3">
        <legend className="sr-only">{label}</legend>
        <div className="-mb-2 flex items-center justify-between gap-2">
          <span aria-hidden className="text-small text-muted">
            {label}
          </span>
          <IconButton
            icon={X}
            label={t('settings:editor.remove', { name: label })}
            onClick={() => tell(t('settings:editor.removed', { name: label }), { undo: onRemove() })}
          />
        </div>
        {children}
      </fieldset>
    </li>
  );
}
