import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Tag } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, remove } from '#web/data/api.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { DeleteByName } from '#web/ui/delete-by-name.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { SelectField, TextField } from '#web/ui/form-fields.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { Label } from '../contract.ts';
import { labelsQuery } from './desk-queries.ts';

/** Words to sort conversations by. */
export function LabelsPage() {
  const { t } = useTranslation();
  const locked = useLocked('labels.change');
  const labels = useQuery(labelsQuery);
  const [adding, setAdding] = useState(false);
  const add = locked === undefined && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('settings:labels.add')}
    </Button>
  );
  return (
    <Page
      title={t('titles:labels.title')}
      description={locked ?? t('settings:labels.text')}
      width="text"
      action={labels.data?.length ? add : null}
    >
      {labels.isPending && <Skeleton />}
      {labels.error && <ErrorState error={labels.error} onRetry={() => void labels.refetch()} />}
      {labels.data?.length === 0 && (
        <EmptyState icon={Tag} title={t('settings:labels.none')} action={add}>
          {t('settings:labels.noneText')}
        </EmptyState>
      )}
      {labels.data && labels.data.length > 0 && (
        <Rows label={t('titles:labels.title')}>
          {labels.data.map((label) => (
            <LabelRow key={label.id} label={label} mayChange={locked === undefined} />
          ))}
        </Rows>
      )}
      <Drawer open={adding} onOpenChange={setAdding} title={t('settings:labels.add')}>
        <LabelForm onDone={() => setAdding(false)} />
      </Drawer>
    </Page>
  );
}

function LabelRow({ label, mayChange }: { readonly label: Label; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  return (
    <Row
      sign={
        <span aria-hidden className="size-3 shrink-0 rounded-full border border-edge" style={{ backgroundColor: tintOf(label.colour) }} />
      }
      title={label.name}
      text={t(`settings:colour.${label.colour}`)}
      actions={
        mayChange &&
        !editing && (
          <>
            <Button onClick={() => setEditing(true)} aria-label={t('settings:changeName', { name: label.name })}>
              {t('settings:change')}
            </Button>
            <DeleteByName
              name={label.name}
              text={t('settings:labels.deleteText')}
              remove={() => remove(`/api/labels/${label.id}`)}
              onDone={() => void queries.invalidateQueries({ queryKey: labelsQuery.queryKey })}
            />
          </>
        )
      }
    >
      {editing && <LabelForm label={label} onDone={() => setEditing(false)} />}
    </Row>
  );
}

/** The colour of a label is only a help for the eye, beside its name: any shade of it does, in both themes. */
const hues: Readonly<Record<Label['colour'], string>> = {
  grey: '0.65 0 0',
  red: '0.6 0.2 25',
  orange: '0.7 0.17 55',
  yellow: '0.85 0.16 95',
  green: '0.65 0.17 145',
  teal: '0.65 0.1 190',
  blue: '0.6 0.15 250',
  purple: '0.55 0.2 300',
  pink: '0.7 0.17 350',
  brown: '0.5 0.08 60',
};
const labelColours = Object.keys(hues);
const tintOf = (colour: Label['colour']) => `oklch(${hues[colour]})`;

function LabelForm({ label, onDone }: { readonly label?: Label; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [value] = useState(() => ({ name: label?.name ?? '', colour: (label?.colour ?? 'teal') as string }));
  return (
    <SaveForm
      value={value}
      save={(draft) => (label ? patch(`/api/labels/${label.id}`, { body: draft }) : post('/api/labels', { body: draft }))}
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: labelsQuery.queryKey });
        onDone();
      }}
      fields={['name', 'colour']}
      submit={label ? t('ui:save') : t('settings:labels.make')}
      onCancel={onDone}
    >
      {(form) => (
        <div className="grid gap-4 two:grid-cols-2">
          <TextField form={form} name="name" label={t('settings:name')} />
          <SelectField
            form={form}
            name="colour"
            label={t('settings:labels.colour')}
            options={labelColours.map((colour) => ({ value: colour, label: t(`settings:colour.${colour}`) }))}
          />
        </div>
      )}
    </SaveForm>
  );
}
