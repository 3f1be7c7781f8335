import { useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, put } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { AskBeforeLeaving } from '#web/ui/leaving.tsx';
import type { PlanItem, PlanState, PlanStep, SafetyPlan } from '../contract.ts';
import { planQuery, planSteps, stepsToCall } from './data.ts';
import { changedSteps } from './words.ts';

interface PlanFormProps {
  readonly personId: string;
  readonly version: number;
  readonly steps: SafetyPlan['steps'];
  readonly onDone: () => void;
}

/** Writes it down together with the person: every step may stay empty, and only what was changed is sent. */
export function PlanForm({ personId, version, steps, onDone }: PlanFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  // What it was when writing began: what comes meanwhile changes nothing under the hand.
  const [begun] = useState({ version, steps });
  const [draft, setDraft] = useState(steps);
  const changed = changedSteps(begun.steps, draft);
  const isChanged = Object.keys(changed).length > 0;
  const saving = useSending(
    (body: { seenVersion: number; steps: Partial<SafetyPlan['steps']> }) => put<PlanState>(`/api/care-people/${personId}/plan`, { body }),
    (now) => {
      queries.setQueryData(planQuery(personId).queryKey, now);
      onDone();
    },
  );
  const isOld = saving.error instanceof ApiError && saving.error.code === 'care.plan_changed';
  return (
    <div className="max-w-180">
      <AskBeforeLeaving when={isChanged && !saving.busy} />
      <p className="mb-4 text-muted">{t('care:plan.together')}</p>
      <Form
        onSubmit={() => saving.send({ seenVersion: begun.version, steps: changed })}
        error={isOld ? null : saving.error}
        fields={[]}
        busy={saving.busy}
        submit={t('ui:save')}
        disabled={!isChanged}
        aside={<Button onClick={onDone}>{t('ui:cancel')}</Button>}
      >
        {planSteps.map((step, index) => (
          <StepFields
            key={step}
            step={step}
            number={index + 1}
            items={draft[step]}
            onItems={(items) => setDraft((before) => ({ ...before, [step]: items }))}
          />
        ))}
        {isOld && (
          <p role="alert" className="rounded-control bg-amber-soft px-3 py-2">
            {t('care:plan.changedMeanwhile')}
          </p>
        )}
      </Form>
    </div>
  );
}

const most = 12;

interface StepFieldsProps {
  readonly step: PlanStep;
  readonly number: number;
  readonly items: readonly PlanItem[];
  readonly onItems: (items: PlanItem[]) => void;
}

function StepFields({ step, number, items, onItems }: StepFieldsProps) {
  const { t } = useTranslation();
  const id = useId();
  const title = t(`care:steps.${step}`);
  const set = (index: number, change: Partial<PlanItem>) =>
    onItems(items.map((item, at) => (at === index ? { ...item, ...change } : item)));
  return (
    <section aria-labelledby={id} className="rounded-card border border-line bg-raised p-4">
      <h2 id={id} className="text-reading">
        {t('care:plan.step', { number, title })}
      </h2>
      <p className="mb-2 text-muted">{t(`care:hints.${step}`)}</p>
      <ul className="flex flex-col gap-2">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place.
          <li key={index} className="flex items-center gap-2 max-two:flex-wrap">
            <TextInput
              aria-label={t('care:plan.line', { title, number: index + 1 })}
              dir="auto"
              value={item.text}
              maxLength={300}
              onChange={(event) => set(index, { text: event.target.value })}
            />
            {stepsToCall.has(step) && (
              <span className="w-52 shrink-0 max-two:min-w-0 max-two:flex-1">
                <TextInput
                  type="tel"
                  dir="ltr"
                  aria-label={t('care:plan.phone', { number: index + 1, title })}
                  placeholder={t('care:plan.phonePlaceholder')}
                  value={item.phone ?? ''}
                  maxLength={40}
                  onChange={(event) => set(index, { phone: event.target.value === '' ? null : event.target.value })}
                />
              </span>
            )}
            <IconButton
              icon={X}
              label={t('care:plan.remove', { number: index + 1, title })}
              onClick={() => onItems(items.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      {items.length < most && (
        <div className="mt-2">
          <Button
            icon={Plus}
            look="quiet"
            onClick={() => onItems([...items, { text: '', phone: null }])}
            aria-label={t('care:plan.addTo', { title })}
          >
            {t('care:plan.add')}
          </Button>
        </div>
      )}
    </section>
  );
}
