import { Plus, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Combobox } from '#web/ui/combobox.tsx';
import { CopyField, SecretField } from '#web/ui/copy.tsx';
import { Field } from '#web/ui/field.tsx';
import { Checkbox, PasswordInput, Select, Switch, TextArea, TextInput } from '#web/ui/inputs.tsx';

export function Controls() {
  const { t } = useTranslation();
  const [on, setOn] = useState(true);
  const [city, setCity] = useState<string | null>(null);
  const cities = ['nairobi', 'mombasa', 'kisumu', 'karachi', 'lahore'].map((value) => ({ value, label: t(`gallery:city.${value}`) }));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Button look="main" icon={Send}>
          {t('gallery:send')}
        </Button>
        <Button icon={Plus}>{t('gallery:add')}</Button>
        <Button look="quiet">{t('gallery:later')}</Button>
        <Button look="danger" icon={Trash2}>
          {t('gallery:delete')}
        </Button>
        <Button look="main" busy>
          {t('gallery:send')}
        </Button>
        <Button disabled>{t('gallery:later')}</Button>
        <IconButton icon={Trash2} label={t('gallery:delete')} shortcut="shift+d" />
      </div>
      <div className="grid gap-4 two:grid-cols-2">
        <Field label={t('gallery:name')} hint={t('gallery:nameHint')}>
          <TextInput defaultValue="Amina Wanjiru" />
        </Field>
        <Field label={t('account:firstRun.email')} error={t('gallery:emailError')}>
          <TextInput defaultValue="amina@" type="email" dir="ltr" />
        </Field>
        <Field label={t('account:password')}>
          <PasswordInput defaultValue="a quiet afternoon" autoComplete="off" />
        </Field>
        <Field label={t('gallery:town')}>
          <Select options={cities} />
        </Field>
        <Field label={t('gallery:town')} aside={t('ui:optional')}>
          <Combobox options={cities} value={city} onValue={setCity} placeholder={t('gallery:chooseTown')} />
        </Field>
        <Field label={t('gallery:note')}>
          <TextArea defaultValue={t('gallery:noteText')} />
        </Field>
        <CopyField label={t('gallery:address')} value="https://baraza.example/webhooks/whatsapp" />
        <SecretField label={t('gallery:secret')} value="kx8f-22ha-93md" />
      </div>
      <Checkbox label={t('gallery:agree')} hint={t('gallery:agreeHint')} checked={on} onValue={setOn} />
      <Switch label={t('gallery:pause')} checked={on} onValue={setOn} />
    </div>
  );
}
