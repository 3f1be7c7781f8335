import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '#contract/contacts.ts';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { TagChange } from '../contract.ts';
import { extrasQuery, tagsQuery } from './data.ts';
import { FaultLine } from './fault-line.tsx';
import { useContactSending } from './use-contact-sending.ts';

export function TagsSection({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const extras = useQuery(extrasQuery(contact.id));
  const mayChange = usePermission('contacts.change');
  const send = (body: TagChange) => post(`/api/contacts/${contact.id}/tags`, { body });
  const undoing = useContactSending(send);
  const sending = useContactSending(send, (_answer, { remove: [gone] }) => {
    if (gone !== undefined) tell(t('contacts:tag.removed', { tag: gone }), { undo: () => undoing.send({ add: [gone], remove: [] }) });
  });
  return (
    <Section title={t('contacts:column.tags')}>
      {extras.isPending && <Skeleton lines={1} />}
      {extras.error && <ErrorState error={extras.error} onRetry={() => void extras.refetch()} />}
      {extras.data?.tags.length === 0 && <p className="text-muted">{t('contacts:tag.none')}</p>}
      <ul className="flex flex-wrap gap-2">
        {extras.data?.tags.map(({ id, name }) => (
          <li key={id} className="flex max-w-full items-center rounded-full bg-sunken ps-3 pe-1">
            <bdi className="min-w-0 truncate py-1">{name}</bdi>
            {mayChange ? (
              <button
                type="button"
                aria-label={t('contacts:tag.remove', { tag: name })}
                onClick={() => sending.send({ add: [], remove: [name] })}
                className="target grid size-6 shrink-0 place-items-center rounded-full text-muted hover:bg-line hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            ) : (
              <span className="w-2" />
            )}
          </li>
        ))}
      </ul>
      {mayChange && <AddTag busy={sending.busy} onAdd={(name) => sending.send({ add: [name], remove: [] })} />}
      <FaultLine error={sending.error ?? undoing.error} />
    </Section>
  );
}

function AddTag({ busy, onAdd }: { readonly busy: boolean; readonly onAdd: (name: string) => void }) {
  const { t } = useTranslation();
  const listId = useId();
  const tags = useQuery(tagsQuery).data ?? [];
  const [name, setName] = useState('');
  return (
    <form
      className="mt-3 flex max-w-80 gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '' || busy) return;
        onAdd(name.trim());
        setName('');
      }}
    >
      <TextInput
        aria-label={t('contacts:tag.add')}
        placeholder={t('contacts:tag.add')}
        list={listId}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <datalist id={listId}>
        {tags.map((one) => (
          <option key={one.id} value={one.name} />
        ))}
      </datalist>
      <Button type="submit" icon={Plus} busy={busy}>
        {t('contacts:tag.give')}
      </Button>
    </form>
  );
}
