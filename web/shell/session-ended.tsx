import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionEnded } from '#web/data/ended.ts';
import { signedInAgain } from '#web/data/sign-out.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Skeleton } from '#web/ui/states.tsx';
import { withSentences } from './lazy-page.ts';

const SignInForm = lazy(
  withSentences(['account'], () => import('#web/account/sign-in-form.tsx').then((parts) => ({ default: parts.SignInForm }))),
);

/** The session ended while somebody was at work: they sign in over the page, and find everything as they left it. */
export function SessionEnded() {
  const { t } = useTranslation();
  const ended = useSessionEnded();
  return (
    <Dialog open={ended} onOpenChange={() => undefined} title={t('frame:sessionEnded.title')} description={t('frame:sessionEnded.text')}>
      <Suspense fallback={<Skeleton />}>
        <SignInForm onDone={() => void signedInAgain()} />
      </Suspense>
    </Dialog>
  );
}
