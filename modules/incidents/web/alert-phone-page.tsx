import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remove as forget, post, put } from '#web/data/api.ts';
import { oneQuery } from '#web/data/by-address.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { AlertPhone } from '../contract.ts';

const phoneQuery = oneQuery<AlertPhone>('/api/alert-phone');

/** Where the member is told of messages that need attention: their own phone, confirmed by a code. */
export function AlertPhonePage() {
  const { t } = useTranslation();
  const { data, isPending, error, refetch } = useQuery(phoneQuery);
  return (
    <Page title={t('titles:account.alerts')} description={t('incidents:phone.text')} width="text">
      {isPending && <Skeleton lines={4} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Phone phone={data} />}
    </Page>
  );
}

function Phone({ phone }: { readonly phone: AlertPhone }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const store = useStore();
  const remove = useSending(
    () => forget<AlertPhone>('/api/alert-phone'),
    (next) => {
      store(next);
      tell(t('incidents:phone.removed'));
    },
  );
  const { offered, number, asked } = phone;
  const writes = offered && (changing || (number === null && asked === null));
  return (
    <Section title={t('incidents:phone.title')}>
      {!offered && <p className="rounded-control bg-amber-soft px-3 py-2 text-amber">{t('incidents:phone.notOffered')}</p>}
      {number !== null && (
        <p className="flex flex-wrap items-center gap-2">
          <bdi dir="ltr">+{number}</bdi>
          <Badge tone="leaf">{t('incidents:phone.confirmed')}</Badge>
        </p>
      )}
      {asked && !writes && <CodeForm asked={asked} onAgain={() => setChanging(true)} />}
      {writes && <NumberForm onDone={() => setChanging(false)} canCancel={number !== null || asked !== null} />}
      {number !== null && !writes && (
        <div className="mt-4 flex flex-wrap gap-2">
          {offered && !asked && <Button onClick={() => setChanging(true)}>{t('incidents:phone.change')}</Button>}
          <Button busy={remove.busy} onClick={() => remove.send(undefined)}>
            {t('incidents:phone.remove')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function useStore(): (next: AlertPhone) => void {
  const queries = useQueryClient();
  return (next) => queries.setQueryData(phoneQuery.queryKey, next);
}

function NumberForm({ onDone, canCancel }: { readonly onDone: () => void; readonly canCancel: boolean }) {
  const { t } = useTranslation();
  const store = useStore();
  const [number, setNumber] = useState('');
  const sending = useSending(
    () => put<AlertPhone>('/api/alert-phone', { body: { number } }),
    (next) => {
      store(next);
      onDone();
    },
  );
  const fault = useFieldFault(sending.error);
  const label = t('incidents:phone.number');
  return (
    <div className="mt-2">
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['number']}
        busy={sending.busy}
        submit={t('incidents:phone.send')}
        aside={canCancel ? <Button onClick={onDone}>{t('ui:cancel')}</Button> : undefined}
      >
        <Field label={label} hint={t('incidents:phone.numberHint')} error={fault('number', label)}>
          <TextInput
            type="tel"
            dir="ltr"
            autoComplete="tel"
            placeholder="+254 700 000 001"
            value={number}
            onChange={({ target }) => setNumber(target.value)}
          />
        </Field>
      </Form>
    </div>
  );
}

function CodeForm({ asked, onAgain }: { readonly asked: NonNullable<AlertPhone['asked']>; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const [code, setCode] = useState('');
  const sending = useSending(
    () => post<AlertPhone>('/api/alert-phone/confirm', { body: { code } }),
    (next) => {
      store(next);
      tell(t('incidents:phone.done'));
    },
  );
  const fault = useFieldFault(sending.error);
  const label = t('incidents:phone.code');
  return (
    <div className="mt-2">
      <p className="mb-3">
        {t('incidents:phone.sentTo')} <bdi dir="ltr">+{asked.number}</bdi>
      </p>
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['code']}
        busy={sending.busy}
        submit={t('incidents:phone.confirm')}
        aside={<Button onClick={onAgain}>{t('incidents:phone.again')}</Button>}
      >
        <Field label={label} hint={t('incidents:phone.codeHint')} error={fault('code', label)}>
          <TextInput
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            dir="ltr"
            value={code}
            onChange={({ target }) => setCode(target.value)}
          />
        </Field>
      </Form>
    </div>
  );
}
