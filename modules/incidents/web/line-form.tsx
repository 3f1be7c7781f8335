import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { SelectField, TextField } from '#web/ui/form-fields.tsx';
import { Checkbox } from '#web/ui/inputs.tsx';
import { linesQuery } from './data.ts';
import { type GivenLine, toCreation } from './line.ts';

const fields = ['name', 'number', 'kind', 'hours', 'country', 'audience'];

/** A line to add: the number is tried first, and who adds it says so. */
export function LineForm({ first, onDone }: { readonly first: GivenLine; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const { send, busy, error } = useSending(
    () => post('/api/safety-lines', { body: toCreation(draft) }),
    () => {
      void queries.invalidateQueries({ queryKey: linesQuery.queryKey });
      onDone();
    },
  );
  const set = (change: Partial<GivenLine>) => setDraft((now) => ({ ...now, ...change }));
  const form = { draft, set, fault: useFieldFault(error), changed: true };
  const kinds = (['voice', 'text', 'chat'] as const).map((value) => ({ value, label: t(`incidents:safety.lines.kind.${value}`) }));
  const audiences = (['anyone', 'young'] as const).map((value) => ({ value, label: t(`incidents:safety.lines.audience.${value}`) }));
  return (
    <div className="rounded-card border border-line p-4">
      <Form
        onSubmit={() => send(undefined)}
        error={error}
        fields={fields}
        busy={busy}
        submit={t('incidents:safety.lines.addThis')}
        disabled={!tried}
        aside={<Button onClick={onDone}>{t('ui:cancel')}</Button>}
      >
        <div className="grid gap-4 two:grid-cols-2">
          <TextField form={form} name="name" label={t('incidents:safety.lines.name')} />
          <TextField form={form} name="number" code label={t('incidents:safety.lines.number')} />
          <SelectField form={form} name="kind" label={t('incidents:safety.lines.by')} options={kinds} />
          <TextField form={form} name="hours" label={t('incidents:safety.lines.hours')} hint={t('incidents:safety.lines.hoursHint')} />
          <TextField
            form={form}
            name="country"
            code
            label={t('incidents:safety.lines.country')}
            hint={t('incidents:safety.lines.countryHint')}
          />
          <SelectField form={form} name="audience" label={t('incidents:safety.lines.for')} options={audiences} />
        </div>
        <Checkbox
          label={t('incidents:safety.lines.didTry')}
          hint={t('incidents:safety.lines.tryFirst')}
          checked={tried}
          onValue={setTried}
        />
      </Form>
    </div>
  );
}
