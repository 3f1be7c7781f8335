import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { usePlace } from '#web/data/session.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { labelTints } from '#web/ui/label-mark.tsx';
import type { DeskChange, InboxRow } from '../../../modules/desk/contract.ts';
import { Choices } from '../conversation/header/choices.tsx';
import { fromLocal, snoozeTimes, toLocal } from '../conversation/header/snooze-times.ts';
import { useLabels, useMembers, useTeams } from '../queries.ts';

export type Picking = 'assign' | 'team' | 'label' | 'snooze';

interface PickingProps {
  readonly rows: readonly InboxRow[];
  readonly onChange: (change: DeskChange, said: string) => void;
  readonly onClose: () => void;
}

/** What a key or a button asks for before something is done: who, which, until when. For one conversation or many. */
export function ChangePicker({ what, ...props }: PickingProps & { readonly what: Picking }) {
  switch (what) {
    case 'assign':
      return <AssignPicker {...props} />;
    case 'team':
      return <TeamPicker {...props} />;
    case 'label':
      return <LabelPicker {...props} />;
    case 'snooze':
      return <SnoozePicker {...props} />;
  }
}

function Over({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} bare>
      {children}
    </Dialog>
  );
}

/** What all of them have is chosen already; "" stands for none. */
function common(rows: readonly InboxRow[], idOf: (row: InboxRow) => string | undefined): string[] {
  const [first = '', ...others] = new Set(rows.map((row) => idOf(row) ?? ''));
  return others.length > 0 ? [] : [first];
}

function AssignPicker({ rows, onChange, onClose }: PickingProps) {
  const { t } = useTranslation();
  const { memberId } = usePlace();
  const members = useMembers().filter((one) => one.disabledAt === null && one.leftAt === null);
  const own = members.filter((one) => one.id === memberId).map(({ id, name }) => ({ value: id, label: name, hint: t('inbox:pick.me') }));
  const others = members.filter((one) => one.id !== memberId).map(({ id, name }) => ({ value: id, label: name }));
  function pick(value: string): void {
    const name = members.find((one) => one.id === value)?.name ?? '';
    const said = value === '' ? t('inbox:done.unassigned', { count: rows.length }) : t('inbox:done.assigned', { count: rows.length, name });
    onClose();
    onChange({ assigneeId: value || null }, said);
  }
  const title = t('inbox:pick.assign', { count: rows.length });
  const options = [...own, { value: '', label: t('inbox:pick.nobody') }, ...others];
  return (
    <Over title={title} onClose={onClose}>
      <Choices label={title} options={options} chosen={common(rows, (row) => row.assignee?.id)} onChoose={pick} />
    </Over>
  );
}

function TeamPicker({ rows, onChange, onClose }: PickingProps) {
  const { t } = useTranslation();
  const teams = useTeams();
  function pick(value: string): void {
    const name = teams.find((one) => one.id === value)?.name ?? '';
    const said = value === '' ? t('inbox:done.noTeam', { count: rows.length }) : t('inbox:done.team', { count: rows.length, name });
    onClose();
    onChange({ teamId: value || null }, said);
  }
  const title = t('inbox:pick.team', { count: rows.length });
  const options = [{ value: '', label: t('inbox:pick.noTeam') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Over title={title} onClose={onClose}>
      <Choices label={title} options={options} chosen={common(rows, (row) => row.team?.id)} onChoose={pick} />
    </Over>
  );
}

/** Several can be given and taken; it stays until it is closed. */
function LabelPicker({ rows, onChange, onClose }: PickingProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const has = (id: string) => rows.every((row) => row.labels.some((label) => label.id === id));
  function pick(id: string): void {
    const name = labels.find((one) => one.id === id)?.name ?? '';
    if (has(id)) onChange({ removeLabels: [id] }, t('inbox:done.unlabelled', { count: rows.length, name }));
    else onChange({ addLabels: [id] }, t('inbox:done.labelled', { count: rows.length, name }));
  }
  const title = t('inbox:pick.label', { count: rows.length });
  const options = labels.map(({ id, name, colour }) => ({ value: id, label: name, dot: labelTints[colour] }));
  return (
    <Over title={title} onClose={onClose}>
      <Choices label={title} options={options} chosen={labels.map(({ id }) => id).filter(has)} onChoose={pick} />
    </Over>
  );
}

function SnoozePicker({ rows, onChange, onClose }: PickingProps) {
  const { t } = useTranslation();
  const reader = useReader();
  const [now] = useState(() => new Date());
  const times = snoozeTimes(now, reader.timeZone);
  const [own, setOwn] = useState(() => toLocal(times.at(-1)?.at ?? now, reader.timeZone));
  const at = fromLocal(own, reader.timeZone);
  function until(time: Date): void {
    onClose();
    onChange({ snoozedUntil: time.toISOString() }, t('inbox:done.snoozed', { count: rows.length, when: formatMoment(time, reader) }));
  }
  function pick(name: string): void {
    const time = times.find((one) => one.name === name);
    if (time) until(time.at);
    else {
      onClose();
      onChange({ snoozedUntil: null }, t('inbox:done.woken', { count: rows.length }));
    }
  }
  const wake = rows.some((row) => row.snoozedUntil !== null) ? [{ value: 'wake', label: t('inbox:snooze.wake') }] : [];
  const options = times.map((time) => ({ value: time.name, label: t(`inbox:snooze.${time.name}`), hint: formatMoment(time.at, reader) }));
  const title = t('inbox:pick.snooze', { count: rows.length });
  return (
    <Over title={title} onClose={onClose}>
      <Choices label={title} options={[...wake, ...options]} chosen={[]} onChoose={pick} />
      <form
        className="flex items-end gap-2 border-t border-line p-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (at && at > now) until(at);
        }}
      >
        <div className="min-w-0 flex-1">
          <Field label={t('inbox:snooze.own')} error={at && at <= now ? t('inbox:snooze.past') : undefined}>
            <TextInput type="datetime-local" value={own} onChange={(event) => setOwn(event.target.value)} dir="ltr" />
          </Field>
        </div>
        <Button type="submit" disabled={!at || at <= now}>
          {t('inbox:do.snooze')}
        </Button>
      </form>
    </Over>
  );
}
