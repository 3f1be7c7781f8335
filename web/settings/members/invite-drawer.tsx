import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreatedInvitation, Role } from '#contract/organizations.ts';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { SelectField, TextField } from '#web/ui/form-fields.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { InvitationLink } from './invitation-link.tsx';
import { invitationsQuery } from './member-queries.ts';
import { mayGive, roles } from './roles.ts';

const nobody: { email: string; role: Role } = { email: '', role: 'agent' };

/** A person and their role; then the link, for where no mail reaches them. */
export function InviteDrawer({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const ownersToo = usePermission('owners.change');
  const [made, setMade] = useState<CreatedInvitation | null>(null);
  function close(): void {
    setMade(null);
    onClose();
  }
  return (
    <Drawer
      open={open}
      onOpenChange={(next) => !next && close()}
      title={t('settings:members.invite')}
      description={made ? undefined : t('settings:invite.text')}
    >
      {made ? (
        <div className="flex flex-col gap-4">
          <InvitationLink made={made} />
          <div className="flex flex-wrap gap-2">
            <Button look="main" onClick={close}>
              {t('settings:invite.done')}
            </Button>
            <Button onClick={() => setMade(null)}>{t('settings:invite.another')}</Button>
          </div>
        </div>
      ) : (
        <SaveForm
          value={nobody}
          save={async (draft) => {
            setMade(await post<CreatedInvitation>('/api/invitations', { body: draft }));
            void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey });
          }}
          fields={['email', 'role']}
          submit={t('settings:invite.send')}
          onCancel={close}
        >
          {(form) => (
            <>
              <TextField form={form} name="email" type="email" label={t('settings:invite.email')} code />
              <SelectField
                form={form}
                name="role"
                label={t('settings:invite.role')}
                hint={t(`settings:roleText.${form.draft.role}`)}
                options={roles.filter((one) => mayGive(one, ownersToo)).map((one) => ({ value: one, label: t(`frame:role.${one}`) }))}
              />
            </>
          )}
        </SaveForm>
      )}
    </Drawer>
  );
}
