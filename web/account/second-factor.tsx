import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { meQuery, useMe } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { SecretField } from '#web/ui/copy.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { PasswordInput, TextInput } from '#web/ui/inputs.tsx';
import { Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { secretOf } from './totp-uri.ts';

interface Enrolment {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

/** The second factor: set up, new codes for the paper, taken away. Each begins with the password. */
export function SecondFactor() {
  const { person } = useMe();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />;
  if (enrolment) {
    return (
      <Confirm
        enrolment={enrolment}
        onBack={() => setEnrolment(null)}
        onDone={() => {
          setEnrolment(null);
          setCodes(enrolment.backupCodes);
        }}
      />
    );
  }
  return person.secondFactor ? <Change onCodes={setCodes} /> : <Begin onBegun={setEnrolment} />;
}

function Begin({ onBegun }: { readonly onBegun: (enrolment: Enrolment) => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const sending = useSending(() => post<Enrolment>('/api/auth/two-factor/enable', { body: { password } }), onBegun);
  const fault = useFieldFault(sending.error);
  return (
    <Form
      onSubmit={() => sending.send(undefined)}
      error={sending.error}
      fields={['password']}
      busy={sending.busy}
      submit={t('account:factor.begin')}
    >
      <Field label={t('account:yourPassword')} error={fault('password', t('account:password'))}>
        <PasswordInput value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="current-password" />
      </Field>
    </Form>
  );
}

function Confirm({
  enrolment,
  onDone,
  onBack,
}: {
  readonly enrolment: Enrolment;
  readonly onDone: () => void;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const sending = useSending(
    () => post('/api/auth/two-factor/verify-totp', { body: { code } }),
    () => {
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      onDone();
    },
  );
  const fault = useFieldFault(sending.error);
  return (
    <div className="flex flex-col gap-5">
      <p>{t('account:factor.scan')}</p>
      <Picture uri={enrolment.totpURI} />
      <SecretField label={t('account:factor.byHand')} value={secretOf(enrolment.totpURI)} />
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['code']}
        busy={sending.busy}
        submit={t('account:factor.confirm')}
        aside={<Button onClick={onBack}>{t('ui:cancel')}</Button>}
      >
        <Field label={t('account:code.app')} hint={t('account:code.appHint')} error={fault('code', t('account:code.app'))}>
          <TextInput
            name="code"
            value={code}
            onChange={(event) => setCode(event.target.value.replace(/\D/g, '').slice(0, 6))}
            inputMode="numeric"
            autoComplete="one-time-code"
            dir="ltr"
          />
        </Field>
      </Form>
    </div>
  );
}

/** Drawn here: the secret goes to nobody else. */
function Picture({ uri }: { readonly uri: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['qr', uri],
    queryFn: async () => (await import('qrcode')).toDataURL(uri, { margin: 2, width: 384, errorCorrectionLevel: 'M' }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (!data) return <Skeleton lines={2} />;
  return <img src={data} alt={t('account:factor.picture')} width={192} height={192} className="rounded-card border border-line" />;
}

function Change({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<'codes' | 'off' | null>(null);
  const [password, setPassword] = useState('');
  const sending = useSending(
    async () => {
      if (wanted === 'off') return post<null>('/api/auth/two-factor/disable', { body: { password } });
      return (await post<{ backupCodes: string[] }>('/api/auth/two-factor/generate-backup-codes', { body: { password } })).backupCodes;
    },
    (codes) => {
      if (Array.isArray(codes)) onCodes(codes);
      else tell(t('account:factor.isOff'));
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      setWanted(null);
    },
  );
  const fault = useFieldFault(sending.error);
  if (wanted === null) {
    return (
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setWanted('codes')}>{t('account:factor.newCodes')}</Button>
        <Button onClick={() => setWanted('off')}>{t('account:factor.takeAway')}</Button>
      </div>
    );
  }
  return (
    <Form
      onSubmit={() => sending.send(undefined)}
      error={sending.error}
      fields={['password']}
      busy={sending.busy}
      submit={wanted === 'off' ? t('account:factor.takeAway') : t('account:factor.newCodes')}
      aside={<Button onClick={() => setWanted(null)}>{t('ui:cancel')}</Button>}
    >
      <p className="text-muted">{wanted === 'off' ? t('account:factor.takeAwayText') : t('account:factor.newCodesText')}</p>
      <Field label={t('account:yourPassword')} error={fault('password', t('account:password'))}>
        <PasswordInput value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="current-password" />
      </Field>
    </Form>
  );
}
