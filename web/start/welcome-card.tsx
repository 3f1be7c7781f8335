import { Circle, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { Section } from '#web/ui/page.tsx';
import { tell } from '#web/ui/toast.tsx';
import { usePutAway, useWelcome } from './use-welcome.ts';

/** The way back into getting started, until it is done or put away. */
export function WelcomeCard() {
  const { t } = useTranslation();
  const { known, steps } = useWelcome();
  const [away, put] = usePutAway();
  const done = steps.filter((step) => step.done).length;
  if (!known || away || done === steps.length) return null;
  function putAway(): void {
    put(true);
    tell(t('home:welcome.away'), { undo: () => put(false) });
  }
  return (
    <Section title={t('home:welcome.title')} description={t('home:welcome.progress', { done, all: steps.length })}>
      <ul className="flex flex-col gap-3">
        {steps.map(({ key, done: isDone }) => (
          <li key={key} className="flex items-start gap-3">
            <StepSign done={isDone} />
            <span>
              <Link to={`/welcome?step=${key}`}>{t(`welcome:step.${key}.title`)}</Link>
              {!isDone && <span className="block text-muted">{t(`welcome:step.${key}.why`)}</span>}
            </span>
          </li>
        ))}
      </ul>
      <div className="mt-3">
        <Button look="quiet" onClick={putAway}>
          {t('home:welcome.putAway')}
        </Button>
      </div>
    </Section>
  );
}

export function StepSign({ done }: { readonly done: boolean }) {
  const { t } = useTranslation();
  return done ? (
    <CircleCheck role="img" aria-label={t('home:done')} className="mt-0.5 size-4 shrink-0 text-leaf" />
  ) : (
    <Circle role="img" aria-label={t('home:open')} className="mt-0.5 size-4 shrink-0 text-muted" />
  );
}
