import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from './button.tsx';
import { ConfirmByName } from './dialog.tsx';
import { explainKnown } from './form.tsx';

interface DeleteByNameProps {
  /** Of what goes; it has to be typed. */
  readonly name: string;
  /** What happens with it, in a sentence. */
  readonly text: string;
  readonly remove: () => Promise<unknown>;
  readonly onDone: () => void;
}

/** The calm way to what cannot be undone. */
export function DeleteByName({ name, text, remove, onDone }: DeleteByNameProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { send, busy, error } = useSending(remove, () => {
    setOpen(false);
    onDone();
  });
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={t('ui:deleteName', { name })}>
        {t('ui:delete')}
      </Button>
      <ConfirmByName
        open={open}
        onOpenChange={setOpen}
        title={t('ui:deleteTitle', { name })}
        description={error ? explainKnown(error) : text}
        name={name}
        action={t('ui:delete')}
        busy={busy}
        onConfirm={() => send(undefined)}
      />
    </>
  );
}
