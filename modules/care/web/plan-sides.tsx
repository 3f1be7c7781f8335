import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { InlineForm } from '#web/ui/inline-form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { CarePersonDetail, PlanState, SafetyPlan } from '../contract.ts';
import { planQuery } from './data.ts';
import { FaultLine } from './fault-line.tsx';

interface SidesProps {
  readonly person: CarePersonDetail;
  readonly plan: SafetyPlan;
}

/** When it is looked at again, who may see it, and how it came about. */
export function PlanSides({ person, plan }: SidesProps) {
  const { t } = useTranslation();
  return (
    <div className="min-w-0">
      <Section title={t('care:plan.reviews')}>
        <p>
          {t('care:plan.lastReview')} <RelativeTime time={plan.reviewedAt} />
        </p>
        {plan.reviewAt && (
          <p>
            {t('care:nextReview')} <RelativeTime time={plan.reviewAt} />
          </p>
        )}
      </Section>
      <Sharing person={person} plan={plan} />
      <Versions plan={plan} />
    </div>
  );
}

function Sharing({ person, plan }: SidesProps) {
  const { t } = useTranslation();
  const mayWrite = usePermission('care.write');
  const queries = useQueryClient();
  const [to, setTo] = useState<{ id: string; name: string } | null>(null);
  const [how, setHow] = useState('');
  const keep = (now: PlanState) => queries.setQueryData(planQuery(person.id).queryKey, now);
  const sharing = useSending(
    (body: { memberId: string; how: string }) => post<PlanState>(`/api/care-people/${person.id}/plan/share`, { body }),
    (now) => {
      keep(now);
      setTo(null);
      setHow('');
    },
  );
  const ending = useSending(
    ({ memberId }: { memberId: string; name: string }) =>
      post<PlanState>(`/api/care-people/${person.id}/plan/unshare`, { body: { memberId } }),
    (now, { name }) => {
      keep(now);
      tell(t('care:sharing.ended', { name }));
    },
  );
  const others = person.clinicians.filter(({ id }) => !plan.sharedWith.some((one) => one.id === id));
  return (
    <Section title={t('care:sharing.title')} description={t('care:sharing.text')}>
      <ul className="flex flex-col">
        {plan.sharedWith.map(({ id, name, by }) => (
          <li key={id} className="flex items-center gap-2.5 py-1">
            <span className="min-w-0 flex-1">
              <bdi className="[overflow-wrap:anywhere]">{name || t('care:somebody')}</bdi>{' '}
              <span className="text-small text-muted">{t(`care:sharing.by.${by}`)}</span>
            </span>
            {mayWrite && (
              <IconButton
                icon={X}
                label={t('care:sharing.end', { name: name || t('care:somebody') })}
                onClick={() => ending.send({ memberId: id, name: name || t('care:somebody') })}
              />
            )}
          </li>
        ))}
      </ul>
      {plan.sharedWith.length === 0 && <p className="text-muted">{t('care:sharing.nobody')}</p>}
      {mayWrite && to === null && others.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-2">
          {others.map((one) => (
            <Button key={one.id} onClick={() => setTo(one)}>
              {t('care:sharing.with', { name: one.name || t('care:somebody') })}
            </Button>
          ))}
        </div>
      )}
      {to && (
        <div className="mt-2">
          <InlineForm
            onSubmit={() => sharing.send({ memberId: to.id, how })}
            onCancel={() => setTo(null)}
            busy={sharing.busy}
            disabled={how.trim().length < 3}
          >
            <Field label={t('care:sharing.how', { name: to.name || t('care:somebody') })} hint={t('care:sharing.howHint')}>
              <TextInput value={how} onChange={(event) => setHow(event.target.value)} dir="auto" maxLength={500} />
            </Field>
          </InlineForm>
        </div>
      )}
      <FaultLine error={sharing.error ?? ending.error} />
    </Section>
  );
}

function Versions({ plan }: { readonly plan: SafetyPlan }) {
  const { t } = useTranslation();
  const reader = useReader();
  return (
    <Section title={t('care:versions.title')}>
      <ol className="flex flex-col gap-2">
        {plan.versions.slice(0, 20).map(({ number, at, by, steps }) => (
          <li key={number}>
            <p>
              {t('care:versions.one', { number, who: by.kind === 'contact' ? t('care:plan.themselves') : by.name || t('care:somebody') })}{' '}
              <span className="text-small text-muted">{formatMoment(at, reader)}</span>
            </p>
            <p className="text-small text-muted">{steps.map((step) => t(`care:steps.${step}`)).join(' · ')}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
