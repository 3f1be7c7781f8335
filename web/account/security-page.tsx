import { useTranslation } from 'react-i18next';
import { useMe } from '#web/data/session.ts';
import { Page, Section } from '#web/ui/page.tsx';
import { PasswordSection } from './password-section.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SessionsSection } from './sessions-section.tsx';

/** How somebody signs in, and where they are signed in now. */
export function SecurityPage() {
  const { t } = useTranslation();
  const { person } = useMe();
  return (
    <Page title={t('titles:account.security')} width="text">
      <Section title={t('account:factor.title')} description={person.secondFactor ? t('account:factor.on') : t('account:factor.off')}>
        <SecondFactor />
      </Section>
      <PasswordSection />
      <SessionsSection />
    </Page>
  );
}
