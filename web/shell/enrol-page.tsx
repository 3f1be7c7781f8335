import { useTranslation } from 'react-i18next';
import type { MyPlace } from '#contract/accounts.ts';
import { SecondFactor } from '#web/account/second-factor.tsx';
import { useSignOut } from '#web/data/sign-out.ts';
import { Button } from '#web/ui/button.tsx';
import { useWindowTitle } from '#web/ui/page.tsx';
import { Bare } from './bare.tsx';

/** The organization asks this role for a second factor: until there is one, nothing else. */
export function EnrolPage({ place }: { readonly place: MyPlace }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const title = t('frame:enrol.title');
  useWindowTitle(title);
  return (
    <Bare>
      <h1 className="text-title">{title}</h1>
      <p className="mt-1 mb-5 text-muted">{t('frame:enrol.text', { organization: place.name })}</p>
      <SecondFactor />
      <p className="mt-6">
        <Button onClick={signOut}>{t('frame:signOut')}</Button>
      </p>
    </Bare>
  );
}
