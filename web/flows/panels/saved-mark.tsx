import { Check, CloudAlert, LoaderCircle, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { faultsOfRefusal } from '../draft/faults.ts';
import { useEditorNow } from '../draft/use-editor.ts';

/** Whether what is drawn is kept. */
export function SavedMark() {
  const { t } = useTranslation();
  const { saved, locked } = useEditorNow();
  const look = 'inline-flex items-center gap-1.5 text-small text-muted';
  if (locked)
    return (
      <span className={look}>
        <Lock aria-hidden className="size-3.5" />
        {t('flows:saved.locked')}
      </span>
    );
  const wrong = saved.state === 'failed' || saved.state === 'conflict';
  const Sign = wrong ? CloudAlert : saved.state === 'saved' ? Check : LoaderCircle;
  return (
    <span role="status" className={wrong ? 'inline-flex items-center gap-1.5 text-small text-ember' : look}>
      <Sign aria-hidden className="size-3.5" />
      {t(`flows:saved.${saved.state}`)}
    </span>
  );
}

/** What keeps the draft from being saved, and what can be done about it. */
export function SavingTrouble() {
  const { t } = useTranslation();
  const { saved, saver, takeTheirs } = useEditorNow();
  if (saved.state === 'conflict') {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 border-b border-amber bg-amber-soft px-4 py-2">
        <p className="min-w-60 flex-1">{t('flows:conflict.text')}</p>
        <Button onClick={() => void takeTheirs()}>{t('flows:conflict.theirs')}</Button>
        <Button onClick={() => void saver.keepMine()}>{t('flows:conflict.mine')}</Button>
      </div>
    );
  }
  if (saved.state !== 'failed') return null;
  // What is wrong with a node is said at the node.
  const refused = faultsOfRefusal(saved.error) !== null;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 border-b border-ember bg-ember-soft px-4 py-2">
      <p className="min-w-60 flex-1">{refused ? t('flows:saved.refused') : explainKnown(saved.error)}</p>
      {!refused && <Button onClick={() => void saver.flush()}>{t('ui:retry')}</Button>}
    </div>
  );
}
