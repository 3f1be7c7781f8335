import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Checkbox, TextInput } from '#web/ui/inputs.tsx';

/** The second step of signing in: the code of the app, or one of the codes on paper. */
export function CodeStep({ onDone, onBack }: { readonly onDone: () => void; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const [onPaper, setOnPaper] = useState(false);
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const path = onPaper ? '/api/auth/two-factor/verify-backup-code' : '/api/auth/two-factor/verify-totp';
  const sending = useSending((given: string) => post(path, { body: { code: given, trustDevice: trust } }), onDone);
  const fault = useFieldFault(sending.error);
  const label = onPaper ? t('account:code.paper') : t('account:code.app');

  function take(typed: string): void {
    const next = onPaper ? typed.trim() : typed.replace(/\D/g, '').slice(0, 6);
    setCode(next);
    // Six digits are all there is to type.
    if (!onPaper && next.length === 6 && !sending.busy) sending.send(next);
  }
  function change(paper: boolean): void {
    setOnPaper(paper);
    setCode('');
    sending.reset();
  }

  return (
    <Form
      onSubmit={() => sending.send(code)}
      error={sending.error}
      fields={['code']}
      busy={sending.busy}
      submit={t('account:code.action')}
      wide
      aside={
        <>
          <Button look="quiet" onClick={() => change(!onPaper)}>
            {onPaper ? t('account:code.useApp') : t('account:code.usePaper')}
          </Button>
          <Button look="quiet" onClick={onBack}>
            {t('account:code.back')}
          </Button>
        </>
      }
    >
      <Field label={label} hint={onPaper ? t('account:code.paperHint') : t('account:code.appHint')} error={fault('code', label)}>
        <TextInput
          key={onPaper ? 'paper' : 'app'}
          name="code"
          value={code}
          onChange={(event) => take(event.target.value)}
          autoComplete="one-time-code"
          inputMode={onPaper ? 'text' : 'numeric'}
          dir="ltr"
          autoFocus
        />
      </Field>
      <Checkbox label={t('account:code.trust')} checked={trust} onValue={setTrust} />
    </Form>
  );
}
