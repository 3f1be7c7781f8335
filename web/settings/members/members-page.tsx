import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '#contract/organizations.ts';
import { usePermission, usePlace } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Invitations } from './invitations.tsx';
import { InviteDrawer } from './invite-drawer.tsx';
import { membersQuery } from './member-queries.ts';
import { MemberRow } from './member-row.tsx';

/** Who is in the organization and as what; who is invited. */
export function MembersPage() {
  const { t } = useTranslation();
  const mayInvite = usePermission('members.invite');
  const locked = useLocked('members.change');
  const [inviting, setInviting] = useState(false);
  const members = useQuery(membersQuery);
  const away = (one: Member) => one.disabledAt !== null || one.leftAt !== null;
  const present = members.data?.filter((one) => !away(one));
  const gone = members.data?.filter(away);
  return (
    <Page
      title={t('titles:members.title')}
      description={
        <>
          {locked ?? t('settings:members.text')} <Link to="/settings/roles">{t('settings:members.whatRoles')}</Link>
        </>
      }
      width="text"
      action={
        mayInvite && (
          <Button look="main" icon={UserPlus} onClick={() => setInviting(true)}>
            {t('settings:members.invite')}
          </Button>
        )
      }
    >
      {members.isPending && <Skeleton lines={5} />}
      {members.error && <ErrorState error={members.error} onRetry={() => void members.refetch()} />}
      {present && <Group label={t('titles:members.title')} members={present} />}
      {mayInvite && <Invitations />}
      {gone && gone.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2 text-reading">{t('settings:members.gone')}</h2>
          <Group label={t('settings:members.gone')} members={gone} />
        </section>
      )}
      {mayInvite && <InviteDrawer open={inviting} onClose={() => setInviting(false)} />}
    </Page>
  );
}

function Group({ label, members }: { readonly label: string; readonly members: readonly Member[] }) {
  const { memberId } = usePlace();
  return (
    <Rows label={label}>
      {members.map((member) => (
        <MemberRow key={member.id} member={member} self={member.id === memberId} />
      ))}
    </Rows>
  );
}
