import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { installationQuery } from '#web/data/session.ts';
import { Field } from '#web/ui/field.tsx';
import { PasswordInput } from '#web/ui/inputs.tsx';

interface NewPasswordProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | undefined;
  /** Whether the account has a second factor: then a shorter one will do. */
  readonly secondFactor?: boolean;
  readonly label?: string;
}

/** A new password: how long it has to be is said before, and counted while it is typed. */
export function NewPassword({ value, onValue, error, secondFactor = false, label }: NewPasswordProps) {
  const { t } = useTranslation();
  const { data } = useQuery(installationQuery);
  const least = (secondFactor ? data?.password.leastWithSecondFactor : data?.password.least) ?? 15;
  const missing = Math.max(0, least - [...value].length);
  const hint = value === '' ? t('account:newPassword.hint', { least }) : t('account:newPassword.missing', { missing });
  return (
    <Field label={label ?? t('account:newPassword.label')} hint={hint} error={error}>
      <PasswordInput name="new-password" value={value} onChange={(event) => onValue(event.target.value)} autoComplete="new-password" />
    </Field>
  );
}
