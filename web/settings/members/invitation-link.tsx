import { useTranslation } from 'react-i18next';
import type { CreatedInvitation } from '#contract/organizations.ts';
import { CopyField } from '#web/ui/copy.tsx';

/** What a new invitation leads in with; shown this once. */
export function InvitationLink({ made }: { readonly made: CreatedInvitation }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-3">
      <p role="status">
        {made.mailed ? t('settings:invite.mailed', { email: made.email }) : t('settings:invite.notMailed', { email: made.email })}
      </p>
      <CopyField label={t('settings:invite.link')} value={made.link} hint={t('settings:invite.linkHint')} />
    </div>
  );
}
