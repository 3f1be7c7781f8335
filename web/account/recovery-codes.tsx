import { Download } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { Code } from '#web/ui/copy.tsx';
import { Checkbox } from '#web/ui/inputs.tsx';

/** Shown this once: what helps when the phone is lost. Goes on only when somebody says that they have them. */
export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [kept, setKept] = useState(false);
  const text = codes.join('\n');
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <h3 id={id}>{t('account:recovery.title')}</h3>
      <p>{t('account:recovery.text', { count: codes.length })}</p>
      <Code text={text} />
      <div>
        <Button icon={Download} onClick={() => save(text)}>
          {t('account:recovery.save')}
        </Button>
      </div>
      <Checkbox label={t('account:recovery.have')} checked={kept} onValue={setKept} />
      <div>
        <Button look="main" disabled={!kept} onClick={onDone}>
          {t('account:recovery.done')}
        </Button>
      </div>
    </section>
  );
}

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'baraza-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(address);
}
