import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { SecretField } from './copy.tsx';
import { AskBeforeLeaving } from './leaving.tsx';
import { Section } from './page.tsx';

interface ShownOnceProps {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly value: string;
  readonly onDone: () => void;
}

/** A secret that was made just now and is not shown again; nobody leaves it behind by a wrong tap. */
export function ShownOnce({ title, text, label, value, onDone }: ShownOnceProps) {
  const { t } = useTranslation();
  return (
    <Section title={title} description={text}>
      <div className="flex flex-col gap-4">
        <SecretField label={label} value={value} />
        <div>
          <Button look="main" onClick={onDone}>
            {t('ui:kept')}
          </Button>
        </div>
        <AskBeforeLeaving when />
      </div>
    </Section>
  );
}
