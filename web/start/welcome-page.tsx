import { useNavigate, useSearch } from '@tanstack/react-router';
import { PartyPopper } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ConnectPanel } from '#web/shell/panels.tsx';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { Page } from '#web/ui/page.tsx';
import { EmptyState, Skeleton } from '#web/ui/states.tsx';
import { ColleagueStep } from './colleague-step.tsx';
import { PhoneStep } from './phone-step.tsx';
import { useWelcome } from './use-welcome.ts';
import { StepSign } from './welcome-card.tsx';
import type { Step, StepKey } from './welcome-steps.ts';

/** Getting started in three steps. Each can be left out and come back to; what is done is seen by itself. */
export function WelcomePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { step: wanted } = useSearch({ strict: false }) as { step?: string };
  const { known, steps } = useWelcome();
  const current = steps.find(({ key }) => key === wanted) ?? steps[0];
  const open = (key: StepKey) => void navigate({ to: '/welcome', search: { step: key } as never });
  const home = () => void navigate({ to: '/' });
  return (
    <Page
      title={t('titles:welcome.title')}
      description={known && steps.length === 0 ? undefined : t('welcome:text')}
      action={<Button onClick={home}>{t('welcome:later')}</Button>}
    >
      {!known ? (
        <Skeleton lines={6} />
      ) : current === undefined ? (
        <EmptyState icon={PartyPopper} title={t('welcome:nothing')} action={<Button onClick={home}>{t('welcome:home')}</Button>} />
      ) : (
        <div className="flex max-w-280 flex-col gap-6 two:flex-row two:gap-10">
          <StepList steps={steps} current={current.key} onOpen={open} />
          <OneStep key={current.key} step={current} next={steps[steps.indexOf(current) + 1]?.key} onOpen={open} onHome={home} />
        </div>
      )}
    </Page>
  );
}

interface StepListProps {
  readonly steps: readonly Step[];
  readonly current: StepKey;
  readonly onOpen: (key: StepKey) => void;
}

function StepList({ steps, current, onOpen }: StepListProps) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('welcome:steps')} className="shrink-0 two:w-56">
      <ol className="flex gap-1 overflow-x-auto two:flex-col">
        {steps.map(({ key, done }) => (
          <li key={key} className="min-w-0 flex-1">
            <button
              type="button"
              aria-current={key === current ? 'step' : undefined}
              onClick={() => onOpen(key)}
              className={classes(
                'target flex w-full items-start gap-2 rounded-control px-2.5 py-2 text-start',
                key === current ? 'bg-acacia-soft font-strong text-acacia' : 'hover:bg-sunken',
              )}
            >
              <StepSign done={done} />
              <span className="min-w-0">{t(`welcome:step.${key}.title`)}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface OneStepProps {
  readonly step: Step;
  readonly next: StepKey | undefined;
  readonly onOpen: (key: StepKey) => void;
  readonly onHome: () => void;
}

const bodies = { phone: PhoneStep, whatsapp: ConnectPanel, colleague: ColleagueStep } as const;

function OneStep({ step, next, onOpen, onHome }: OneStepProps) {
  const { t } = useTranslation();
  const Body = bodies[step.key];
  const on = () => (next === undefined ? onHome() : onOpen(next));
  return (
    <section aria-label={t(`welcome:step.${step.key}.title`)} className="flex min-w-0 flex-1 flex-col gap-4">
      <div>
        <h2 className="text-title">{t(`welcome:step.${step.key}.title`)}</h2>
        <p className="max-w-160 text-muted">{t(`welcome:step.${step.key}.text`)}</p>
      </div>
      <Body
        onward={
          <Button look={step.done ? 'main' : 'plain'} onClick={on}>
            {next === undefined ? t('welcome:home') : step.done ? t('welcome:next') : t('welcome:skip')}
          </Button>
        }
      />
    </section>
  );
}
