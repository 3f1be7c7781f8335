import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ListPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, remove } from '#web/data/api.ts';
import { listQuery } from '#web/data/by-address.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { DeleteByName } from '#web/ui/delete-by-name.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { AreaField, SelectField, SwitchField, TextField } from '#web/ui/form-fields.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { Attribute } from '../../../modules/contacts/contract.ts';
import { keyFrom, linesOf } from './attribute-key.ts';

/** Written out, because a value out of a contract brings its whole checker to the browser. */
const attributeTypes = ['text', 'number', 'yes_no', 'date', 'time', 'choice', 'choices'] as const satisfies readonly Attribute['type'][];

const attributesQuery = listQuery<Attribute>('/api/attributes');

/** What can be known of a contact beside the name. */
export function AttributesPage() {
  const { t } = useTranslation();
  const locked = useLocked('attributes.define');
  const attributes = useQuery(attributesQuery);
  const [adding, setAdding] = useState(false);
  const add = locked === undefined && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('settings:attributes.add')}
    </Button>
  );
  return (
    <Page
      title={t('titles:attributes.title')}
      description={locked ?? t('settings:attributes.text')}
      width="text"
      action={attributes.data?.length ? add : null}
    >
      {attributes.isPending && <Skeleton />}
      {attributes.error && <ErrorState error={attributes.error} onRetry={() => void attributes.refetch()} />}
      {attributes.data?.length === 0 && (
        <EmptyState icon={ListPlus} title={t('settings:attributes.none')} action={add}>
          {t('settings:attributes.noneText')}
        </EmptyState>
      )}
      {attributes.data && attributes.data.length > 0 && (
        <Rows label={t('titles:attributes.title')}>
          {attributes.data.map((attribute) => (
            <AttributeRow key={attribute.id} attribute={attribute} mayChange={locked === undefined} />
          ))}
        </Rows>
      )}
      <Drawer open={adding} onOpenChange={setAdding} title={t('settings:attributes.add')}>
        <NewAttribute onDone={() => setAdding(false)} />
      </Drawer>
    </Page>
  );
}

function AttributeRow({ attribute, mayChange }: { readonly attribute: Attribute; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const { id, key, label, type, choices, personal, sensitive } = attribute;
  return (
    <Row
      title={label}
      state={
        <>
          {sensitive && <Badge tone="amber">{t('settings:attributes.isSensitive')}</Badge>}
          {personal && !sensitive && <Badge>{t('settings:attributes.isPersonal')}</Badge>}
        </>
      }
      text={
        <>
          <bdi className="font-code">{key}</bdi>
          <span>{t(`settings:attributes.type.${type}`)}</span>
          {choices.length > 0 && <span>{t('settings:attributes.choiceCount', { count: choices.length })}</span>}
        </>
      }
      actions={
        mayChange &&
        !editing && (
          <>
            <Button onClick={() => setEditing(true)} aria-label={t('settings:changeName', { name: label })}>
              {t('settings:change')}
            </Button>
            <DeleteByName
              name={label}
              text={t('settings:attributes.deleteText')}
              remove={() => remove(`/api/attributes/${id}`)}
              onDone={() => void queries.invalidateQueries({ queryKey: attributesQuery.queryKey })}
            />
          </>
        )
      }
    >
      {editing && <ChangeAttribute attribute={attribute} onDone={() => setEditing(false)} />}
    </Row>
  );
}

function ChangeAttribute({ attribute, onDone }: { readonly attribute: Attribute; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [value] = useState(() => ({ label: attribute.label, choices: attribute.choices.join('\n') }));
  const chosen = attribute.choices.length > 0;
  return (
    <SaveForm
      value={value}
      save={({ label, choices }) =>
        patch(`/api/attributes/${attribute.id}`, { body: { label, ...(chosen ? { choices: linesOf(choices) } : {}) } })
      }
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: attributesQuery.queryKey });
        onDone();
      }}
      fields={['label', 'choices']}
      onCancel={onDone}
    >
      {(form) => (
        <>
          <TextField form={form} name="label" label={t('settings:name')} />
          {chosen && (
            <AreaField form={form} name="choices" label={t('settings:attributes.choices')} hint={t('settings:attributes.choicesHint')} />
          )}
        </>
      )}
    </SaveForm>
  );
}

const empty = { label: '', key: '', type: 'text', choices: '', personal: true, sensitive: false };

function NewAttribute({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return (
    <SaveForm
      value={empty}
      save={({ choices, key, ...draft }) =>
        post('/api/attributes', {
          body: {
            ...draft,
            key: key === '' ? keyFrom(draft.label) : key,
            ...(draft.type.startsWith('choice') ? { choices: linesOf(choices) } : {}),
          },
        })
      }
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: attributesQuery.queryKey });
        onDone();
      }}
      fields={['label', 'key', 'type', 'choices', 'personal', 'sensitive']}
      submit={t('settings:attributes.make')}
      onCancel={onDone}
    >
      {(form) => (
        <>
          <TextField form={form} name="label" label={t('settings:name')} hint={t('settings:attributes.nameHint')} />
          <TextField
            form={form}
            name="key"
            label={t('settings:attributes.key')}
            hint={t('settings:attributes.keyHint')}
            placeholder={keyFrom(form.draft.label)}
            code
          />
          <SelectField
            form={form}
            name="type"
            label={t('settings:attributes.kind')}
            options={attributeTypes.map((type) => ({ value: type, label: t(`settings:attributes.type.${type}`) }))}
          />
          {form.draft.type.startsWith('choice') && (
            <AreaField form={form} name="choices" label={t('settings:attributes.choices')} hint={t('settings:attributes.choicesHint')} />
          )}
          <SwitchField form={form} name="personal" label={t('settings:attributes.personal')} hint={t('settings:attributes.personalHint')} />
          <SwitchField
            form={form}
            name="sensitive"
            label={t('settings:attributes.sensitive')}
            hint={t('settings:attributes.sensitiveHint')}
          />
        </>
      )}
    </SaveForm>
  );
}
