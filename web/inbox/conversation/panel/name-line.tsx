import { useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '#contract/contacts.ts';
import { patch } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { IconButton } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { InlineForm } from '#web/ui/inline-form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { contactQuery } from './contact-queries.ts';

/** The name, changed where it stands. */
export function NameLine({ contact, name }: { readonly contact: ContactDetail; readonly name: string }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const mayChange = usePermission('contacts.change');
  if (editing) return <NameForm contact={contact} onDone={() => setEditing(false)} />;
  const other = contact.profileName && contact.profileName !== contact.name ? contact.profileName : null;
  return (
    <div className="flex items-center gap-3">
      <Avatar name={name} size="large" />
      <div className="min-w-0 flex-1">
        <p className="text-reading font-strong [overflow-wrap:anywhere]">
          <bdi>{name}</bdi>
        </p>
        {other && <p className="text-small text-muted">{t('conversation:panel.profileName', { name: other })}</p>}
      </div>
      {mayChange && <IconButton icon={Pencil} label={t('conversation:panel.changeName')} onClick={() => setEditing(true)} />}
    </div>
  );
}

function NameForm({ contact, onDone }: { readonly contact: ContactDetail; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState(contact.name ?? '');
  const saving = useSending(
    () => patch<ContactDetail>(`/api/contacts/${contact.id}`, { body: { name: text.trim() || null } }),
    () => {
      void queries.invalidateQueries({ queryKey: contactQuery(contact.id).queryKey });
      void queries.invalidateQueries({ queryKey: ['inbox'] });
      onDone();
    },
  );
  return (
    <InlineForm onSubmit={() => saving.send(undefined)} onCancel={onDone} busy={saving.busy}>
      <Field
        label={t('conversation:panel.name')}
        hint={t('conversation:panel.nameHint')}
        error={saving.error ? explainShort(saving.error) : undefined}
      >
        <TextInput value={text} onChange={(event) => setText(event.target.value)} autoFocus maxLength={200} dir="auto" />
      </Field>
    </InlineForm>
  );
}
