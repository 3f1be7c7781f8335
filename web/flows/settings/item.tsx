import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { Item as Shared } from '#web/ui/item.tsx';

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
    <Shared label={label} remove={t('flows:removeOne', { name: label })} onRemove={onRemove}>
      {children}
    </Shared>
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
