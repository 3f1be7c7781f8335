import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Checkbox, TextInput } from '#web/ui/inputs.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { InboxView } from '../../../modules/desk/contract.ts';
import type { Shown } from './filter.ts';
import { shownByView, useViewChanges } from './views.ts';

interface Props {
  /** To be given another name; undefined: a new one of what is shown. */
  readonly view: InboxView | undefined;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  readonly onClose: () => void;
}

/** Gives a view its name. */
export function ViewDrawer({ view, shown, onShown, onClose }: Props) {
  const { t } = useTranslation();
  const mayShare = usePermission('inbox_views.share');
  const { create, change } = useViewChanges();
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(false);
  const filter = { ...shown.filter, ...(shown.sort === 'newest' ? {} : { sort: shown.sort }) };
  const { send, busy, error } = useSending(
    () => (view ? change(view.id, { name }) : create({ name, filter, shared })),
    (saved) => {
      onClose();
      onShown(shownByView(saved));
      tell(t('inbox:view.isSaved', { name: saved.name }));
    },
  );
  const fault = useFieldFault(error);
  const label = t('inbox:view.name');
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()} title={view ? t('inbox:view.rename') : t('inbox:view.save')}>
      <Form onSubmit={() => send(undefined)} error={error} fields={['name']} busy={busy} submit={t('inbox:view.keep')}>
        <Field label={label} hint={t('inbox:view.nameHint')} error={fault('name', label)}>
          <TextInput value={name} onChange={(event) => setName(event.target.value)} maxLength={80} required autoComplete="off" />
        </Field>
        {!view && mayShare && (
          <Checkbox label={t('inbox:view.forAll')} hint={t('inbox:view.forAllHint')} checked={shared} onValue={setShared} />
        )}
      </Form>
    </Drawer>
  );
}
