import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { usePlace } from '#web/data/session.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import { useLabels, useMembers, useTeams } from '../queries.ts';
import { useNow } from '../use-now.ts';
import { Choices } from './choices.tsx';
import { labelLook } from './label-look.ts';
import type { Picker } from './picker.ts';
import { fromLocal, snoozeTimes, toLocal } from './snooze-times.ts';
import type { Doing } from './use-doing.ts';

interface PickersProps {
  readonly picker: Picker;
  readonly row: InboxRow;
  readonly doing: Doing;
}

/** One of several, found by typing: over the page, as the palette is, so that one key and a few letters do it. */
export function Pickers(props: PickersProps) {
  const { picker } = props;
  const { t } = useTranslation();
  const titles = {
    snooze: t('conversation:snooze'),
    assign: t('conversation:assign'),
    team: t('conversation:setTeam'),
    label: t('conversation:labels'),
  };
  return (
    <Dialog
      open={picker.shown !== null}
      onOpenChange={(open) => !open && picker.close()}
      title={picker.shown ? titles[picker.shown] : ''}
      bare={picker.shown !== 'snooze'}
    >
      {picker.shown === 'snooze' && <Snooze {...props} />}
      {picker.shown === 'assign' && <Assign {...props} />}
      {picker.shown === 'team' && <Team {...props} />}
      {picker.shown === 'label' && <Labels {...props} />}
    </Dialog>
  );
}

function Snooze({ picker, row, doing }: PickersProps) {
  const { t } = useTranslation();
  const reader = useReader();
  const now = useNow();
  const times = snoozeTimes(now, reader.timeZone);
  const [picked, setPicked] = useState(() => toLocal(times.at(-1)?.at ?? now, reader.timeZone));
  const at = fromLocal(picked, reader.timeZone);
  function snooze(until: Date): void {
    const said = t('conversation:snoozedUntil', { until: formatMoment(until, reader) });
    doing.change({ snoozedUntil: until.toISOString() }, { said, back: { snoozedUntil: null } });
    picker.close();
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted">{t('conversation:snoozeText')}</p>
      {row.state === 'snoozed' && (
        <Button
          onClick={() => {
            doing.change({ snoozedUntil: null });
            picker.close();
          }}
        >
          {t('conversation:wakeNow')}
        </Button>
      )}
      {times.map(({ name, at: time }) => (
        <button
          key={name}
          type="button"
          onClick={() => snooze(time)}
          className="flex min-h-10 items-center justify-between gap-3 rounded-control border border-line px-3 hover:bg-sunken pointer-coarse:min-h-11"
        >
          <span>{t(`conversation:snoozeTime.${name}`)}</span>
          <span className="text-small text-muted">{formatMoment(time, reader)}</span>
        </button>
      ))}
      <form
        className="flex items-end gap-2 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (at && at > now) snooze(at);
        }}
      >
        <div className="flex-1">
          <Field label={t('conversation:pickTime')} error={at && at <= now ? t('conversation:timePassed') : undefined}>
            <TextInput type="datetime-local" value={picked} onChange={(event) => setPicked(event.target.value)} dir="ltr" />
          </Field>
        </div>
        <Button type="submit" look="main" disabled={!at || at <= now}>
          {t('conversation:snoozeIt')}
        </Button>
      </form>
    </div>
  );
}

function Assign({ picker, row, doing }: PickersProps) {
  const { t } = useTranslation();
  const { memberId } = usePlace();
  const members = useMembers().filter(({ disabledAt }) => disabledAt === null);
  const mine = members.filter(({ id }) => id === memberId);
  const others = members.filter(({ id }) => id !== memberId);
  const nobody = { value: '', label: t('conversation:nobody') };
  const options = [
    ...mine.map(({ id, name }) => ({ value: id, label: name, hint: t('conversation:author.you') })),
    nobody,
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Choices
      label={t('conversation:assign')}
      options={options}
      chosen={[row.assignee?.id ?? '']}
      onChoose={(value) => {
        const name = members.find(({ id }) => id === value)?.name;
        const said = name ? t('conversation:assignedTo', { name }) : t('conversation:assignedToNobody');
        doing.change({ assigneeId: value || null }, { said, back: { assigneeId: row.assignee?.id ?? null } });
        picker.close();
      }}
    />
  );
}

function Team({ picker, row, doing }: PickersProps) {
  const { t } = useTranslation();
  const teams = useTeams();
  const options = [{ value: '', label: t('conversation:noTeam') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Choices
      label={t('conversation:setTeam')}
      options={options}
      chosen={[row.team?.id ?? '']}
      onChoose={(value) => {
        doing.change({ teamId: value || null });
        picker.close();
      }}
    />
  );
}

function Labels({ row, doing }: PickersProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const has = row.labels.map(({ id }) => id);
  return (
    <Choices
      label={t('conversation:labels')}
      options={labels.map(({ id, name, colour }) => ({ value: id, label: name, dot: labelLook[colour] }))}
      chosen={has}
      onChoose={(value) => doing.change(has.includes(value) ? { removeLabels: [value] } : { addLabels: [value] })}
    />
  );
}
