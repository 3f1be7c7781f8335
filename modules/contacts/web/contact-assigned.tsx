import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '#contract/contacts.ts';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { IconButton } from '#web/ui/button.tsx';
import { Combobox } from '#web/ui/combobox.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { Section } from '#web/ui/page.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import { membersQuery } from './data.ts';
import { FaultLine } from './fault-line.tsx';
import { useContactSending } from './use-contact-sending.ts';

interface Step {
  readonly memberId: string;
  readonly give: boolean;
}

/** Who looks after them. A clinician sees those they are given, and nobody else. */
export function AssignedSection({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const mayAssign = usePermission('contacts.assign');
  const members = useQuery({ ...membersQuery, enabled: usePermission('members.read') }).data ?? [];
  const nameOf = (id: string) => members.find((one) => one.id === id)?.name ?? t('contacts:assigned.member');
  const send = ({ memberId, give }: Step) => post(`/api/contacts/${contact.id}/${give ? 'assign' : 'unassign'}`, { body: { memberId } });
  const undoing = useContactSending(send);
  const sending = useContactSending(send, (_answer, step) => {
    const name = nameOf(step.memberId);
    const undo = () => undoing.send({ ...step, give: !step.give });
    tell(step.give ? t('contacts:bulk.assigned', { count: 1, name }) : t('contacts:assigned.taken', { name }), { undo });
  });
  const free = members.filter((one) => one.disabledAt === null && !contact.assignedTo.some(({ memberId }) => memberId === one.id));
  return (
    <Section title={t('contacts:column.assigned')} description={t('contacts:assigned.text')}>
      <ul className="flex flex-col">
        {contact.assignedTo.map(({ memberId, since }) => (
          <li key={memberId} className="flex items-center gap-2.5 py-1.5">
            <Avatar name={nameOf(memberId)} size="small" />
            <bdi className="min-w-0 flex-1 truncate">{nameOf(memberId)}</bdi>
            <span className="text-small text-muted">
              <RelativeTime time={since} />
            </span>
            {mayAssign && (
              <IconButton
                icon={X}
                label={t('contacts:assigned.take', { name: nameOf(memberId) })}
                onClick={() => sending.send({ memberId, give: false })}
              />
            )}
          </li>
        ))}
      </ul>
      {contact.assignedTo.length === 0 && <p className="text-muted">{t('contacts:assigned.none')}</p>}
      {mayAssign && (
        <div className="mt-3 max-w-80">
          <Combobox
            options={free.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
            value={null}
            onValue={(memberId) => sending.send({ memberId, give: true })}
            placeholder={t('contacts:bulk.assign')}
            disabled={sending.busy}
          />
        </div>
      )}
      <FaultLine error={sending.error ?? undoing.error} />
    </Section>
  );
}
