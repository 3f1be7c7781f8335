import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Checkbox, Select } from '#web/ui/inputs.tsx';
import { tell } from '#web/ui/toast.tsx';
import { attributesQuery, segmentsQuery } from './data.ts';

const ownColumns = [
  'name',
  'phone',
  'email',
  'language',
  'tags',
  'time_zone',
  'addresses',
  'opted_out',
  'first_seen',
  'last_seen',
  'id',
] as const;

interface ExportProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The one that is looked at. */
  readonly segment: string | null;
}

/** Everybody or a segment as CSV. It is written down who took it. */
export function ExportDrawer({ open, onClose, segment }: ExportProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('contacts:export.title')}
      description={t('contacts:export.text')}
    >
      <ExportForm segment={segment} onDone={onClose} />
    </Drawer>
  );
}

function ExportForm({ segment, onDone }: { readonly segment: string | null; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const segments = useQuery(segmentsQuery).data ?? [];
  const attributes = (useQuery(attributesQuery).data ?? []).filter((one) => !one.sensitive);
  const [segmentId, setSegmentId] = useState(segment ?? '');
  const [columns, setColumns] = useState<readonly string[]>(['name', 'phone', 'email', 'language', 'tags']);
  const all = [
    ...ownColumns.map((key) => ({ key: key as string, label: t(`contacts:export.column.${key}`) })),
    ...attributes.map((one) => ({ key: `attribute:${one.key}`, label: one.label })),
  ];
  const sending = useSending(
    () => {
      const asked = all.filter(({ key }) => columns.includes(key)).map(({ key }) => key);
      return download('/api/contact-export', 'contacts.csv', { query: { columns: asked.join(','), segmentId } });
    },
    () => {
      tell(t('contacts:export.done'));
      onDone();
    },
  );
  return (
    <Form
      onSubmit={() => columns.length > 0 && sending.send(undefined)}
      error={sending.error}
      fields={[]}
      busy={sending.busy}
      submit={t('contacts:export.action')}
    >
      <Field label={t('contacts:export.who')}>
        <Select
          value={segmentId}
          onValue={setSegmentId}
          options={[{ value: '', label: t('contacts:export.everyone') }, ...segments.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      </Field>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-strong">{t('contacts:columns')}</legend>
        {all.map(({ key, label }) => (
          <Checkbox
            key={key}
            label={label}
            checked={columns.includes(key)}
            onValue={(on) => setColumns(on ? [...columns, key] : columns.filter((one) => one !== key))}
          />
        ))}
      </fieldset>
    </Form>
  );
}
