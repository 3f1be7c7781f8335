import { useQuery } from '@tanstack/react-query';
import { Tag as TagSign, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Combobox } from '#web/ui/combobox.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { ContactRow } from '../contract.ts';
import { assignMany, planTagging, type Tagging, tagMany } from './bulk.ts';
import { membersQuery, tagsQuery } from './data.ts';
import { FaultLine } from './fault-line.tsx';
import { useContactSending } from './use-contact-sending.ts';

/** What can be done with those who are selected. */
export function BulkBar({ chosen, onClear }: { readonly chosen: readonly ContactRow[]; readonly onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('contacts:bulk.label')} className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      <p role="status" className="font-strong">
        {t('contacts:bulk.selected', { count: chosen.length })}
      </p>
      {usePermission('contacts.change') && <TagMany chosen={chosen} />}
      {usePermission('contacts.assign') && <AssignMany chosen={chosen} />}
      <IconButton icon={X} label={t('contacts:bulk.clear')} onClick={onClear} />
    </section>
  );
}

function TagMany({ chosen }: { readonly chosen: readonly ContactRow[] }) {
  const { t } = useTranslation();
  const listId = useId();
  const tags = useQuery(tagsQuery).data ?? [];
  const [name, setName] = useState('');
  const undoing = useContactSending(tagMany);
  const sending = useContactSending(tagMany, (changed: number, tagging: Tagging) => {
    setName('');
    const words = { count: changed, tag: tagging.tag };
    // Only those who were really changed are changed back.
    const undo = () => undoing.send({ ...tagging, give: !tagging.give });
    tell(tagging.give ? t('contacts:bulk.tagged', words) : t('contacts:bulk.untagged', words), { undo });
  });
  const send = (give: boolean) => sending.send(planTagging(chosen, name.trim(), give));
  return (
    <form
      className="flex flex-wrap items-center gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') send(true);
      }}
    >
      <span className="w-40">
        <TextInput
          aria-label={t('contacts:bulk.tag')}
          placeholder={t('contacts:bulk.tag')}
          list={listId}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </span>
      <datalist id={listId}>
        {tags.map((one) => (
          <option key={one.id} value={one.name} />
        ))}
      </datalist>
      <Button icon={TagSign} type="submit" busy={sending.busy} disabled={name.trim() === ''}>
        {t('contacts:bulk.give')}
      </Button>
      <Button disabled={name.trim() === ''} onClick={() => send(false)}>
        {t('contacts:bulk.take')}
      </Button>
      <FaultLine error={sending.error ?? undoing.error} />
    </form>
  );
}

function AssignMany({ chosen }: { readonly chosen: readonly ContactRow[] }) {
  const { t } = useTranslation();
  const members = (useQuery(membersQuery).data ?? []).filter((one) => one.disabledAt === null);
  const undoing = useContactSending(assignMany);
  const sending = useContactSending(assignMany, (count: number, { memberId, contactIds }) => {
    const name = members.find((one) => one.id === memberId)?.name ?? '';
    tell(t('contacts:bulk.assigned', { count, name }), { undo: () => undoing.send({ memberId, contactIds, give: false }) });
  });
  const assign = (memberId: string) => {
    const contactIds = chosen.filter((one) => !one.assignedTo.includes(memberId)).map((one) => one.id);
    sending.send({ memberId, contactIds, give: true });
  };
  return (
    <span className="w-48">
      <Combobox
        options={members.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
        value={null}
        onValue={assign}
        placeholder={sending.busy ? t('ui:busy') : t('contacts:bulk.assign')}
        disabled={sending.busy}
      />
      <FaultLine error={sending.error ?? undoing.error} />
    </span>
  );
}
