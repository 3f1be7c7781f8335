import { Archive, ChevronDown, Trash2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { ConfirmByName, Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Menu, MenuItem, MenuLine } from '#web/ui/menu.tsx';
import { Tabs } from '#web/ui/tabs.tsx';
import { tell } from '#web/ui/toast.tsx';

export function Floating() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'drawer' | 'confirm' | null>(null);
  const [tab, setTab] = useState('open');
  const close = () => setOpen(null);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        <Menu trigger={<Button icon={ChevronDown}>{t('gallery:menu')}</Button>}>
          <MenuItem icon={UserPlus} shortcut="a" onSelect={() => undefined}>
            {t('gallery:assign')}
          </MenuItem>
          <MenuItem icon={Archive} shortcut="e" onSelect={() => tell(t('gallery:archived'), { undo: () => undefined })}>
            {t('gallery:archive')}
          </MenuItem>
          <MenuLine />
          <MenuItem icon={Trash2} danger onSelect={() => setOpen('confirm')}>
            {t('gallery:delete')}
          </MenuItem>
        </Menu>
        <Button onClick={() => setOpen('drawer')}>{t('gallery:drawer')}</Button>
        <Button onClick={() => setOpen('confirm')}>{t('gallery:dialog')}</Button>
        <Button onClick={() => tell(t('gallery:archived'), { undo: () => undefined })}>{t('gallery:toast')}</Button>
      </div>
      <Tabs
        label={t('gallery:sides')}
        value={tab}
        onValue={setTab}
        tabs={[
          { value: 'open', label: t('gallery:open'), count: 12, content: t('gallery:openText') },
          { value: 'closed', label: t('gallery:closed'), count: 3, content: t('gallery:closedText') },
        ]}
      />
      <Drawer
        open={open === 'drawer'}
        onOpenChange={close}
        title={t('gallery:drawer')}
        footer={
          <Button look="main" onClick={close}>
            {t('ui:save')}
          </Button>
        }
      >
        <Field label={t('gallery:name')}>
          <TextInput />
        </Field>
      </Drawer>
      <ConfirmByName
        open={open === 'confirm'}
        onOpenChange={close}
        title={t('gallery:deleteTitle')}
        description={t('gallery:deleteText')}
        name="Nuru Clinic"
        action={t('gallery:delete')}
        onConfirm={close}
      />
    </div>
  );
}
