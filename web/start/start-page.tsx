import { Circle, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe, usePlace } from '#web/data/session.ts';
import { Link } from '#web/ui/link.tsx';
import { Page, Section } from '#web/ui/page.tsx';

/** Where somebody arrives: what is worth doing next. */
export function StartPage() {
  const { t } = useTranslation();
  const { person } = useMe();
  const place = usePlace();
  const steps = [
    { key: 'factor', done: person.secondFactor, to: '/account/security' },
    { key: 'email', done: person.emailVerified, to: '/account' },
  ] as const;
  return (
    <Page
      title={t('frame:home.hello', { name: person.name })}
      description={t('frame:home.place', { organization: place.name })}
      width="text"
    >
      <Section title={t('frame:home.next')}>
        <ul className="flex flex-col gap-3">
          {steps.map(({ key, done, to }) => (
            <li key={key} className="flex items-start gap-3">
              {done ? (
                <CircleCheck role="img" aria-label={t('frame:home.done')} className="mt-0.5 size-4 shrink-0 text-leaf" />
              ) : (
                <Circle role="img" aria-label={t('frame:home.open')} className="mt-0.5 size-4 shrink-0 text-muted" />
              )}
              <span>
                <Link to={to}>{t(`frame:home.step.${key}.title`)}</Link>
                <span className="block text-muted">{t(`frame:home.step.${key}.text`)}</span>
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
