import { Check, Copy, Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { Field } from './field.tsx';

function useCopy(text: string): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return { copied, copy: () => void copyText(text).then(setCopied) };
}

/** Browsers keep the clipboard from pages that came without https; there the older way still works. False: neither did. */
async function copyText(text: string): Promise<boolean> {
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (clipboard)
    return clipboard
      .writeText(text)
      .then(() => true)
      .catch(() => false);
  const carrier = document.createElement('textarea');
  carrier.value = text;
  carrier.className = 'sr-only';
  const before = document.activeElement;
  // Beside what has the focus: a dialog lets nothing outside of it be selected.
  (before?.parentElement ?? document.body).append(carrier);
  carrier.select();
  const done = document.execCommand('copy');
  carrier.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

/** Takes a text along; says so where it was pressed. */
export function CopyButton({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const { copied, copy } = useCopy(text);
  return (
    <>
      <IconButton icon={copied ? Check : Copy} label={copied ? t('ui:copied') : t('ui:copy')} onClick={copy} />
      <span role="status" className="sr-only">
        {copied && t('ui:copied')}
      </span>
    </>
  );
}

const lineLook =
  'flex min-w-0 items-center gap-1 rounded-control border border-line bg-sunken ps-2.5 has-[input:focus-visible]:border-acacia';

/** Something to take along: an address, an id. */
export function CopyField({ label, value, hint }: { readonly label: string; readonly value: string; readonly hint?: string }) {
  return (
    <Field label={label} {...(hint ? { hint } : {})}>
      <div className={lineLook}>
        <ReadOnly value={value} />
        <CopyButton text={value} />
      </div>
    </Field>
  );
}

/** The same for a secret: covered until somebody wants to see it. */
export function SecretField({ label, value, hint }: { readonly label: string; readonly value: string; readonly hint?: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} {...(hint ? { hint } : {})}>
      <div className={lineLook}>
        <ReadOnly value={shown ? value : '•'.repeat(24)} />
        <IconButton icon={shown ? EyeOff : Eye} label={shown ? t('ui:hide') : t('ui:show')} onClick={() => setShown(!shown)} />
        <CopyButton text={value} />
      </div>
    </Field>
  );
}

function ReadOnly({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  return (
    <input
      readOnly
      value={value}
      dir="ltr"
      aria-label={t('ui:value')}
      onFocus={(event) => event.target.select()}
      className="min-w-0 flex-1 truncate bg-transparent py-1.5 font-code text-small outline-none"
    />
  );
}

/** A piece of code or of data, always left to right. */
export function Code({ text }: { readonly text: string }) {
  return (
    <div className="relative rounded-control border border-line bg-sunken">
      <pre dir="ltr" className="max-h-96 overflow-auto p-3 pe-12 font-code text-small">
        <code>{text}</code>
      </pre>
      <div className="absolute end-1 top-1">
        <CopyButton text={text} />
      </div>
    </div>
  );
}
