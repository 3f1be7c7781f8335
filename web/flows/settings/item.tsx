import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '#web/ui/button.tsx';

/** One of several things of a node; to take it away is taken back with "Undo" like everything here. */
export function Item({
  label,
  onRemove,
  children,
}: {
  readonly label: string;
  readonly onRemove: (() => void) | null;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <li className="rounded-card border border-line bg-paper p-3">
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="sr-only">{label}</legend>
        <div className="-mb-1 flex items-center justify-between gap-2">
          <span aria-hidden className="text-small text-muted">
            {label}
          </span>
          {onRemove && <IconButton icon={X} label={t('flows:removeOne', { name: label })} onClick={onRemove} />}
        </div>
        {children}
      </fieldset>
    </li>
  );
}

export function Items({
  label,
  add,
  onAdd,
  children,
}: {
  readonly label: string;
  readonly add: string;
  readonly onAdd: (() => void) | null;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={label} className="flex flex-col gap-2">
      <h3 className="font-strong">{label}</h3>
      <ul className="flex flex-col gap-2">{children}</ul>
      {onAdd && (
        <div>
          <Button icon={Plus} onClick={onAdd}>
            {add}
          </Button>
        </div>
      )}
    </section>
  );
}
