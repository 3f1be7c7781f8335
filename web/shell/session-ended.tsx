import { useTranslation } from 'react-i18next';
import { SignInForm } from '#web/account/sign-in-form.tsx';
import { useSessionEnded } from '#web/data/ended.ts';
import { signedInAgain } from '#web/data/sign-out.ts';
import { Dialog } from '#web/ui/dialog.tsx';

/** The session ended while somebody was at work: they sign in over the page, and find everything as they left it. */
export function SessionEnded() {
  const { t } = useTranslation();
  const ended = useSessionEnded();
  return (
    <Dialog open={ended} onOpenChange={() => undefined} title={t('frame:sessionEnded.title')} description={t('frame:sessionEnded.text')}>
      <SignInForm onDone={() => void signedInAgain()} />
    </Dialog>
  );
}
