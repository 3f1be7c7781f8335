import { Circle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#web/data/session.ts';
import { Link } from '#web/ui/link.tsx';
import { Section } from '#web/ui/page.tsx';

/** What is worth doing for one's own account; gone when it is done. */
export function NextSteps() {
  const { t } = useTranslation();
  const { person } = useMe();
  const steps = [
    { key: 'factor', done: person.secondFactor, to: '/account/security' },
    { key: 'email', done: person.emailVerified, to: '/account' },
  ].filter(({ done }) => !done);
  if (steps.length === 0) return null;
  return (
    <Section title={t('home:next')}>
      <ul className="flex flex-col gap-3">
        {steps.map(({ key, to }) => (
          <li key={key} className="flex items-start gap-3">
            <Circle aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
            <span>
              <Link to={to}>{t(`home:step.${key}.title`)}</Link>
              <span className="block text-muted">{t(`home:step.${key}.text`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
