import { useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Member } from '#contract/organizations.ts';
import { post } from '#web/data/api.ts';
import { listQuery } from '#web/data/by-address.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { IconButton } from '#web/ui/button.tsx';
import { Combobox } from '#web/ui/combobox.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { Section } from '#web/ui/page.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { CarePersonDetail } from '../contract.ts';
import { personQuery } from './data.ts';
import { FaultLine } from './fault-line.tsx';

interface Step {
  readonly memberId: string;
  readonly give: boolean;
}

/** Roles that look after people (permission care.read). */
const carers: ReadonlySet<string> = new Set(['owner', 'admin', 'clinician']);

/** In whose hands the person is; whoever may gives them into others, and takes it back with one tap. */
export function Hands({ person }: { readonly person: CarePersonDetail }) {
  const { t } = useTranslation();
  const mayAssign = usePermission('care.assign');
  const mayList = usePermission('members.read');
  const queries = useQueryClient();
  const members = useQuery({ ...listQuery<Member>('/api/members'), enabled: mayAssign && mayList }).data ?? [];
  const nameOf = (id: string) =>
    person.clinicians.find((one) => one.id === id)?.name || members.find((one) => one.id === id)?.name || t('care:somebody');
  const send = ({ memberId, give }: Step) =>
    post<CarePersonDetail>(`/api/care-people/${person.id}/${give ? 'assign' : 'unassign'}`, { body: { memberId } });
  const keep = (now: CarePersonDetail) => queries.setQueryData(personQuery(person.id).queryKey, now);
  const undoing = useSending(send, keep);
  const sending = useSending(send, (now, step) => {
    const name = nameOf(step.memberId);
    keep(now);
    tell(t(step.give ? 'care:hands.given' : 'care:hands.taken', { name }), { undo: () => undoing.send({ ...step, give: !step.give }) });
  });
  const free = members.filter(
    ({ id, role, disabledAt }) => disabledAt === null && carers.has(role) && !person.clinicians.some((one) => one.id === id),
  );
  return (
    <Section title={t('care:hands.title')} description={t('care:hands.text')}>
      <ul className="flex flex-col">
        {person.clinicians.map(({ id }) => (
          <li key={id} className="flex items-center gap-2.5 py-1.5">
            <Avatar name={nameOf(id)} size="small" />
            <bdi className="min-w-0 flex-1 [overflow-wrap:anywhere]">{nameOf(id)}</bdi>
            {mayAssign && (
              <IconButton
                icon={X}
                label={t('care:hands.take', { name: nameOf(id) })}
                onClick={() => sending.send({ memberId: id, give: false })}
              />
            )}
          </li>
        ))}
      </ul>
      {person.clinicians.length === 0 && <p className="text-muted">{t('care:inNobodysHands')}</p>}
      {mayAssign && mayList && (
        <div className="mt-3 max-w-80">
          <Combobox
            options={free.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
            value={null}
            onValue={(memberId) => sending.send({ memberId, give: true })}
            placeholder={t('care:hands.give')}
            disabled={sending.busy}
          />
        </div>
      )}
      <FaultLine error={sending.error ?? undoing.error} />
    </Section>
  );
}
