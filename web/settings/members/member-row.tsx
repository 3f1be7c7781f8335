import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Member, Role } from '#contract/organizations.ts';
import { patch, post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Select } from '#web/ui/inputs.tsx';
import { Avatar, Badge } from '#web/ui/marks.tsx';
import { Row } from '#web/ui/rows.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { membersQuery } from './member-queries.ts';
import { mayGive, roles } from './roles.ts';

/** One member: role and access change here, at once, with the way back. */
export function MemberRow({ member, self }: { readonly member: Member; readonly self: boolean }) {
  const { t } = useTranslation();
  const { change, error } = useMemberChange(member);
  const mayChange = usePermission('members.change');
  const ownersToo = usePermission('owners.change');
  const { name, email, role, secondFactor, lastSeenAt, disabledAt, leftAt } = member;
  const changeable = mayChange && leftAt === null && mayGive(role, ownersToo);
  return (
    <Row
      sign={<Avatar name={name} />}
      title={<bdi>{name}</bdi>}
      state={
        <>
          {self && <Badge tone="leaf">{t('settings:members.you')}</Badge>}
          {disabledAt && <Badge>{t('settings:members.disabled')}</Badge>}
          {leftAt && <Badge>{t('settings:members.left')}</Badge>}
          {secondFactor === false && disabledAt === null && <Badge tone="amber">{t('settings:members.noFactor')}</Badge>}
        </>
      }
      text={
        <>
          <bdi>{email}</bdi>
          {lastSeenAt ? (
            <span>
              {t('settings:members.seen')} <RelativeTime time={lastSeenAt} />
            </span>
          ) : (
            <span>{t('settings:members.neverSeen')}</span>
          )}
        </>
      }
      actions={
        changeable && disabledAt === null ? (
          <>
            <div className="w-36">
              <Select
                aria-label={t('settings:members.roleOf', { name })}
                value={role}
                options={roles.filter((one) => mayGive(one, ownersToo)).map((one) => ({ value: one, label: t(`frame:role.${one}`) }))}
                onValue={(next) => change({ role: next as Role })}
              />
            </div>
            {!self && <Button onClick={() => change({ disabled: true })}>{t('settings:members.disable')}</Button>}
          </>
        ) : (
          <>
            <span className="text-muted">{t(`frame:role.${role}`)}</span>
            {changeable && <Button onClick={() => change({ disabled: false })}>{t('settings:members.enable')}</Button>}
          </>
        )
      }
    >
      {error && (
        <p role="alert" className="text-ember">
          {explainKnown(error)}
        </p>
      )}
    </Row>
  );
}

type Change = { readonly role: Role } | { readonly disabled: boolean };

function useMemberChange(member: Member) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const path = `/api/members/${member.id}`;
  const { send, error } = useSending(
    (change: Change): Promise<unknown> =>
      'role' in change
        ? patch(path, { body: { role: change.role } })
        : post(`${path}/${change.disabled ? 'disable' : 'enable'}`, { body: {} }),
    (_, change) => {
      void queries.invalidateQueries({ queryKey: membersQuery.queryKey });
      const { name } = member;
      if ('role' in change) {
        const undo = () => send({ role: member.role });
        tell(t('settings:members.roleChanged', { name, role: t(`frame:role.${change.role}`) }), { undo });
      } else if (change.disabled) tell(t('settings:members.isDisabled', { name }), { undo: () => send({ disabled: false }) });
      else tell(t('settings:members.isEnabled', { name }));
    },
  );
  return { change: send, error };
}
