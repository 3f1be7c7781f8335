import { Check, Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { Menu, MenuItem } from '#web/ui/menu.tsx';
import type { Columns } from './columns.tsx';

const Blank = () => <span aria-hidden className="size-4 shrink-0" />;

export function ColumnsMenu({ columns }: { readonly columns: Columns }) {
  const { t } = useTranslation();
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" icon={Columns3}>
          {t('contacts:columns')}
        </Button>
      }
    >
      {columns.choices.map(({ key, header, shown }) => (
        <MenuItem key={key} icon={shown ? Check : Blank} onSelect={() => columns.toggle(key)}>
          {header}
          <span className="sr-only"> {shown ? t('contacts:shown') : t('contacts:hidden')}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
