import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FlowTrigger } from '#contract/flows.ts';
import { useReader } from '#web/data/reader.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { Checkbox } from '#web/ui/inputs.tsx';
import { useEditorNow } from '../draft/use-editor.ts';
import { partsQuery, startsQuery } from '../queries.ts';
import { ChooseField, SettledField } from '../settings/small-fields.tsx';
import { eventKey, readDays, rhythmOf, type Schedule, toggled, withRhythm } from './schedule-words.ts';

interface FormOf<Trigger> {
  readonly trigger: Trigger;
  readonly onTrigger: (trigger: FlowTrigger) => void;
}

export function TagForm({ trigger, onTrigger }: FormOf<Extract<FlowTrigger, { kind: 'tag_added' }>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const tags = (useQuery(partsQuery).data?.audiences ?? []).filter(({ kind }) => kind === 'tag');
  return (
    <ChooseField
      label={t('flows:trigger.tag')}
      value={trigger.tag}
      disabled={locked}
      options={withNamed(tags, trigger.tag)}
      onValue={(tag) => onTrigger({ ...trigger, tag })}
    />
  );
}

export function EventForm({ trigger, onTrigger }: FormOf<Extract<FlowTrigger, { kind: 'event' }>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  return (
    <ChooseField
      label={t('flows:trigger.event')}
      hint={t('flows:trigger.eventHint')}
      value={trigger.event}
      disabled={locked}
      options={useEventOptions(trigger.event, false)}
      onValue={(event) => onTrigger({ ...trigger, event })}
    />
  );
}

/** What modules tell of, in words; and what is written there already. A tag that is given has a form of its own where a flow begins. */
export function useEventOptions(now: string, tags: boolean) {
  const { t } = useTranslation();
  const events = (useQuery(partsQuery).data?.events ?? []).filter(({ name }) => tags || name !== 'tag.added');
  const listed = events.map(({ name, summary }) => ({ value: name, title: t(`flows:event.${eventKey(name)}`, { defaultValue: summary }) }));
  return withNamed(listed, now);
}

export function ScheduleForm({ trigger, onTrigger, number }: FormOf<Schedule> & { readonly number: number }) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const { who, weekdays, days } = trigger;
  const groups = useQuery(partsQuery).data?.audiences ?? [];
  const kinds = [...new Set([...groups.map(({ kind }) => kind), who.kind])];
  const valuesOf = (kind: string) => groups.filter((group) => group.kind === kind);
  return (
    <>
      <ChooseField
        label={t('flows:schedule.rhythm')}
        value={rhythmOf(trigger)}
        disabled={locked}
        options={(['daily', 'weekly', 'monthly'] as const).map((value) => ({ value, label: t(`flows:schedule.${value}`) }))}
        onValue={(rhythm) => onTrigger(withRhythm(trigger, rhythm as 'daily' | 'weekly' | 'monthly'))}
      />
      {weekdays && (
        <fieldset className="flex flex-col gap-1">
          <legend className="font-strong">{t('flows:schedule.weekdays')}</legend>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <Checkbox
                key={day}
                label={t(`flows:wait.day.${day}`)}
                checked={weekdays.includes(day)}
                disabled={locked}
                onValue={() => onTrigger({ ...trigger, weekdays: toggled(weekdays, day) })}
              />
            ))}
          </div>
        </fieldset>
      )}
      {days && (
        <SettledField
          code
          label={t('flows:schedule.days')}
          hint={t('flows:schedule.daysHint')}
          value={days.join(', ')}
          disabled={locked}
          onValue={(text) => onTrigger({ ...trigger, days: readDays(text) ?? days })}
        />
      )}
      <SettledField
        code
        label={t('flows:schedule.time')}
        hint={t('flows:schedule.timeHint')}
        value={trigger.time}
        disabled={locked}
        onValue={(time) => onTrigger({ ...trigger, time: /^\d:/.test(time) ? `0${time}` : time })}
      />
      <ChooseField
        label={t('flows:schedule.who')}
        value={who.kind}
        disabled={locked}
        options={kinds.map((value) => ({ value, label: t(`flows:schedule.group.${value}`, { defaultValue: value }) }))}
        onValue={(kind) => onTrigger({ ...trigger, who: { kind, value: valuesOf(kind)[0]?.value ?? '?' } })}
      />
      <ChooseField
        label={t(`flows:schedule.which.${who.kind}`, { defaultValue: who.kind })}
        value={who.value}
        disabled={locked}
        options={withNamed(valuesOf(who.kind), who.value)}
        onValue={(value) => onTrigger({ ...trigger, who: { ...who, value } })}
      />
      <NextTime number={number} />
    </>
  );
}

/** Of what is published: the draft has no times of its own. */
function NextTime({ number }: { readonly number: number }) {
  const { t } = useTranslation();
  const reader = useReader();
  const { flow } = useEditorNow();
  const next = useQuery({ ...startsQuery(flow.id), enabled: flow.state === 'published' }).data?.schedules.find(
    (one) => one.trigger === number,
  );
  if (!next) return null;
  return (
    <p className="text-small text-muted">
      {t(next.goingOn ? 'flows:schedule.goingOn' : 'flows:schedule.next', { time: formatMoment(next.nextAt, reader) })}
    </p>
  );
}

function withNamed(groups: readonly { value: string; title: string }[], now: string) {
  const listed = groups.map(({ value, title }) => ({ value, label: title }));
  return groups.some(({ value }) => value === now) ? listed : [{ value: now, label: now }, ...listed];
}

/** What became of the times the flow was to begin by itself. */
export function StartCounts() {
  const { t } = useTranslation();
  const { flow } = useEditorNow();
  const counts = useQuery({ ...startsQuery(flow.id), enabled: flow.version !== null }).data?.counts ?? [];
  if (counts.length === 0) return null;
  return (
    <section aria-label={t('flows:starts.title')} className="flex flex-col gap-1">
      <h3 className="font-strong">{t('flows:starts.title')}</h3>
      <ul className="flex flex-col gap-1 text-small">
        {counts.map(({ event, outcome, count }) => (
          <li key={event + outcome} className="flex justify-between gap-3">
            <span className="min-w-0">
              {t('flows:starts.line', {
                event: t(`flows:event.${eventKey(event)}`, { defaultValue: event }),
                outcome: t(`flows:starts.outcome.${outcome}`, { defaultValue: outcome }),
              })}
            </span>
            <span className="tabular-nums">{count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
