import { useQueryClient } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseCreation, KeptCase } from '#contract/flow-cases.ts';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { tell } from '#web/ui/toast.tsx';
import { refreshFlow } from '../queries.ts';

interface Props {
  readonly flowId: string;
  readonly what: Omit<CaseCreation, 'name'>;
  /** Before it is kept: what is drawn may not be saved yet. */
  readonly before?: () => Promise<unknown>;
}

/** Keeps how it went just now as a test of the flow, under a name. */
export function KeepCase(props: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={FlaskConical} onClick={() => setOpen(true)}>
        {t('trial:case.keep')}
      </Button>
      <Drawer open={open} onOpenChange={setOpen} title={t('trial:case.keep')} description={t('trial:case.keepText')}>
        <KeepForm {...props} onDone={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function KeepForm({ flowId, what, before, onDone }: Props & { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const keeping = useSending(
    async (given: string) => {
      await before?.();
      return post<KeptCase>(`/api/flows/${flowId}/cases`, { body: { ...what, name: given } });
    },
    ({ replaced }) => {
      refreshFlow(queries, flowId);
      tell(replaced.length === 0 ? t('trial:case.kept') : t('trial:case.keptReplaced', { answers: replaced.join(', ') }));
      onDone();
    },
  );
  const fault = useFieldFault(keeping.error);
  return (
    <Form
      onSubmit={() => keeping.send(name.trim())}
      error={keeping.error}
      fields={['name']}
      busy={keeping.busy}
      submit={t('trial:case.keepVerb')}
      disabled={name.trim() === ''}
    >
      <Field label={t('trial:case.name')} hint={t('trial:case.nameHint')} error={fault('name', t('trial:case.name'))}>
        <TextInput dir="auto" value={name} maxLength={80} onChange={(event) => setName(event.target.value)} autoComplete="off" />
      </Field>
    </Form>
  );
}
