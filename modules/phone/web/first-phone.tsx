import { Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { explainShort } from '#web/data/explain.ts';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import type { Phones } from './use-phones.ts';

/** There is no phone yet: one press makes it. */
export function FirstPhone({ creating }: Pick<Phones, 'creating'>) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={Smartphone}
      title={t('phone:none')}
      action={
        <Button look="main" busy={creating.busy} onClick={() => creating.send({ name: t('phone:firstName') })}>
          {t('phone:makeFirst')}
        </Button>
      }
    >
      {t('phone:noneText')}
      {creating.error && (
        <span role="alert" className="mt-2 block text-ember">
          {explainShort(creating.error)}
        </span>
      )}
    </EmptyState>
  );
}
