import { useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { ContactExtras, TagChange } from '../../../../modules/contacts/contract.ts';
import { useTags } from '../../queries.ts';
import { extrasQuery, useExtras } from './contact-queries.ts';
import { Part } from './part.tsx';

/** The contact's tags: taken off with a way back, given by name. */
export function Tags({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayChange = usePermission('contacts.change');
  const { data } = useExtras(contactId);
  const [adding, setAdding] = useState(false);
  const changing = useSending(
    (change: TagChange) => post<ContactExtras>(`/api/contacts/${contactId}/tags`, { body: change }),
    (extras) => queries.setQueryData(extrasQuery(contactId).queryKey, extras),
  );
  function takeOff(name: string): void {
    changing.send({ add: [], remove: [name] });
    tell(t('conversation:panel.tagTaken', { name }), { undo: () => changing.send({ add: [name], remove: [] }) });
  }
  const tags = data?.tags ?? [];
  return (
    <Part
      title={t('conversation:panel.tags')}
      aside={mayChange && !adding && <IconButton icon={Plus} label={t('conversation:panel.addTag')} onClick={() => setAdding(true)} />}
    >
      {tags.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag.id} className="inline-flex max-w-full items-center rounded-full border border-line ps-2.5 pe-1 text-small">
              <bdi className="truncate py-1">{tag.name}</bdi>
              {mayChange && (
                <button
                  type="button"
                  aria-label={t('conversation:panel.takeTag', { name: tag.name })}
                  onClick={() => takeOff(tag.name)}
                  className="target grid size-6 place-items-center rounded-full text-muted hover:text-ink"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        !adding && <p className="text-muted">{t('conversation:panel.noTags')}</p>
      )}
      {adding && (
        <AddTag
          onAdd={(name) => {
            changing.send({ add: [name], remove: [] });
            setAdding(false);
          }}
          onDone={() => setAdding(false)}
        />
      )}
      {changing.error ? (
        <p role="alert" className="text-small text-ember">
          {explainShort(changing.error)}
        </p>
      ) : null}
    </Part>
  );
}

function AddTag({ onAdd, onDone }: { readonly onAdd: (name: string) => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [name, setName] = useState('');
  const tags = useTags();
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) onAdd(name.trim());
      }}
    >
      <TextInput
        aria-label={t('conversation:panel.addTag')}
        list={id}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
        autoFocus
        maxLength={60}
        dir="auto"
      />
      <datalist id={id}>
        {tags.map((tag) => (
          <option key={tag.id} value={tag.name} />
        ))}
      </datalist>
      <Button type="submit" disabled={name.trim() === ''}>
        {t('conversation:panel.add')}
      </Button>
    </form>
  );
}
