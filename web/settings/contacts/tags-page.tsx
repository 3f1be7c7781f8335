import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Tags } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, remove } from '#web/data/api.ts';
import { listQuery } from '#web/data/by-address.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { DeleteByName } from '#web/ui/delete-by-name.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { TextField } from '#web/ui/form-fields.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { Tag } from '../../../modules/contacts/contract.ts';

const tagsQuery = listQuery<Tag>('/api/tags');

/** Words that are hung on contacts. */
export function TagsPage() {
  const { t } = useTranslation();
  const locked = useLocked('tags.change');
  const tags = useQuery(tagsQuery);
  const [adding, setAdding] = useState(false);
  const add = locked === undefined && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('settings:tags.add')}
    </Button>
  );
  return (
    <Page
      title={t('titles:tags.title')}
      description={locked ?? t('settings:tags.text')}
      width="text"
      action={tags.data?.length ? add : null}
    >
      {tags.isPending && <Skeleton />}
      {tags.error && <ErrorState error={tags.error} onRetry={() => void tags.refetch()} />}
      {tags.data?.length === 0 && (
        <EmptyState icon={Tags} title={t('settings:tags.none')} action={add}>
          {t('settings:tags.noneText')}
        </EmptyState>
      )}
      {tags.data && tags.data.length > 0 && (
        <Rows label={t('titles:tags.title')}>
          {tags.data.map((tag) => (
            <TagRow key={tag.id} tag={tag} mayChange={locked === undefined} />
          ))}
        </Rows>
      )}
      <Drawer open={adding} onOpenChange={setAdding} title={t('settings:tags.add')}>
        <TagForm onDone={() => setAdding(false)} />
      </Drawer>
    </Page>
  );
}

function TagRow({ tag, mayChange }: { readonly tag: Tag; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  return (
    <Row
      title={tag.name}
      text={t('settings:tags.contacts', { count: tag.contacts })}
      actions={
        mayChange &&
        !editing && (
          <>
            <Button onClick={() => setEditing(true)} aria-label={t('settings:changeName', { name: tag.name })}>
              {t('settings:change')}
            </Button>
            <DeleteByName
              name={tag.name}
              text={t('settings:tags.deleteText', { count: tag.contacts })}
              remove={() => remove(`/api/tags/${tag.id}`)}
              onDone={() => void queries.invalidateQueries({ queryKey: tagsQuery.queryKey })}
            />
          </>
        )
      }
    >
      {editing && <TagForm tag={tag} onDone={() => setEditing(false)} />}
    </Row>
  );
}

function TagForm({ tag, onDone }: { readonly tag?: Tag; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [value] = useState(() => ({ name: tag?.name ?? '' }));
  return (
    <SaveForm
      value={value}
      save={(draft) => (tag ? patch(`/api/tags/${tag.id}`, { body: draft }) : post('/api/tags', { body: draft }))}
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: tagsQuery.queryKey });
        onDone();
      }}
      fields={['name']}
      submit={tag ? t('ui:save') : t('settings:tags.make')}
      onCancel={onDone}
    >
      {(form) => <TextField form={form} name="name" label={t('settings:name')} />}
    </SaveForm>
  );
}
