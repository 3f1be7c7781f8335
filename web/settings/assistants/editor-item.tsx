import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Item } from '#web/ui/item.tsx';
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
    <Item
      label={label}
      remove={t('settings:editor.remove', { name: label })}
      onRemove={() => tell(t('settings:editor.removed', { name: label }), { undo: onRemove() })}
    >
      {children}
    </Item>
  );
}
