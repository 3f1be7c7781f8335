import { useTranslation } from 'react-i18next';
import type { CreatedApiKey } from '#contract/organizations.ts';
import { Button } from '#web/ui/button.tsx';
import { SecretField } from '#web/ui/copy.tsx';
import { AskBeforeLeaving } from '#web/ui/leaving.tsx';
import { Section } from '#web/ui/page.tsx';

/** The key itself, this once; nobody leaves it behind by a wrong tap. */
export function NewKey({ made, onDone }: { readonly made: CreatedApiKey; readonly onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Section title={t('settings:keys.made', { name: made.name })} description={t('settings:keys.once')}>
      <div className="flex flex-col gap-4">
        <SecretField label={t('settings:keys.key')} value={made.key} />
        <div>
          <Button look="main" onClick={onDone}>
            {t('settings:keys.kept')}
          </Button>
        </div>
        <AskBeforeLeaving when />
      </div>
    </Section>
  );
}
