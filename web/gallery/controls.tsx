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
  const cities = ['nairobi', 'mombasa', 'kisumu', 'karachi', 'lahore'].map((value) => ({ value, label: t(`frame:gallery.city.${value}`) }));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Button look="main" icon={Send}>
          {t('frame:gallery.send')}
        </Button>
        <Button icon={Plus}>{t('frame:gallery.add')}</Button>
        <Button look="quiet">{t('frame:gallery.later')}</Button>
        <Button look="danger" icon={Trash2}>
          {t('frame:gallery.delete')}
        </Button>
        <Button look="main" busy>
          {t('frame:gallery.send')}
        </Button>
        <Button disabled>{t('frame:gallery.later')}</Button>
        <IconButton icon={Trash2} label={t('frame:gallery.delete')} shortcut="shift+d" />
      </div>
      <div className="grid gap-4 two:grid-cols-2">
        <Field label={t('frame:gallery.name')} hint={t('frame:gallery.nameHint')}>
          <TextInput defaultValue="Amina Wanjiru" />
        </Field>
        <Field label={t('account:firstRun.email')} error={t('frame:gallery.emailError')}>
          <TextInput defaultValue="amina@" type="email" dir="ltr" />
        </Field>
        <Field label={t('account:password')}>
          <PasswordInput defaultValue="a quiet afternoon" autoComplete="off" />
        </Field>
        <Field label={t('frame:gallery.town')}>
          <Select options={cities} />
        </Field>
        <Field label={t('frame:gallery.town')} aside={t('account:optional')}>
          <Combobox options={cities} value={city} onValue={setCity} placeholder={t('frame:gallery.chooseTown')} />
        </Field>
        <Field label={t('frame:gallery.note')}>
          <TextArea defaultValue={t('frame:gallery.noteText')} />
        </Field>
        <CopyField label={t('frame:gallery.address')} value="https://baraza.example/webhooks/whatsapp" />
        <SecretField label={t('frame:gallery.secret')} value="kx8f-22ha-93md" />
      </div>
      <Checkbox label={t('frame:gallery.agree')} hint={t('frame:gallery.agreeHint')} checked={on} onValue={setOn} />
      <Switch label={t('frame:gallery.pause')} checked={on} onValue={setOn} />
    </div>
  );
}
