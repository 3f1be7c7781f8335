import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, put } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { Rule, Segment } from '../contract.ts';
import { attributesQuery, segmentQuery, tagsQuery } from './data.ts';
import { RuleBuilder } from './rule-builder.tsx';
import { isWholeRule } from './rule-fields.ts';
import { SegmentCopies, SegmentDeletion } from './segment-copies.tsx';
import { SegmentPreview } from './segment-preview.tsx';
import { useContactSending } from './use-contact-sending.ts';

const start: Rule = { match: 'all', conditions: [{ field: 'last_seen', is: 'within_days', value: 30 }] };

/** One segment: its rule as sentences, and beside it who is meant, while it is being written. */
export function SegmentPage() {
  const { t } = useTranslation();
  const { id = 'new' } = useParams({ strict: false }) as { id?: string };
  const isNew = id === 'new';
  const segment = useQuery({ ...segmentQuery(id), enabled: !isNew });
  if (isNew || segment.data) return <Builder key={id} segment={segment.data ?? null} />;
  return (
    <Page title={t('titles:contacts.segment')}>
      {segment.isPending && <Skeleton lines={6} />}
      {segment.error && <ErrorState error={segment.error} onRetry={() => void segment.refetch()} />}
    </Page>
  );
}

function Builder({ segment }: { readonly segment: Segment | null }) {
  const { t } = useTranslation();
  const tags = useQuery(tagsQuery).data ?? [];
  const attributes = useQuery(attributesQuery).data ?? [];
  const mayChange = usePermission('segments.change');
  const [name, setName] = useState(segment?.name ?? '');
  const [rule, setRule] = useState(segment?.rule ?? start);
  const shown = useDeferredValue(rule);
  const whole = isWholeRule(rule, attributes);
  return (
    <Page title={segment?.name ?? t('contacts:segment.new')}>
      <div className="grid items-start gap-x-6 grid-cols-[minmax(0,1fr)] three:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          {segment?.broken.map((words) => (
            <p key={words} role="alert" className="mb-4 rounded-control bg-ember-soft px-3 py-2 text-ember">
              {words} {t('contacts:segment.brokenText')}
            </p>
          ))}
          <Section title={t('contacts:segment.rule')}>
            <fieldset disabled={!mayChange} className="min-w-0">
              <RuleBuilder rule={rule} onRule={setRule} known={{ tags, attributes }} groups />
            </fieldset>
          </Section>
          {mayChange && <SaveSection segment={segment} name={name} onName={setName} rule={rule} whole={whole} />}
          {segment && <SegmentCopies segment={segment} />}
          {segment && mayChange && <SegmentDeletion segment={segment} />}
        </div>
        <SegmentPreview rule={isWholeRule(shown, attributes) ? shown : null} />
      </div>
    </Page>
  );
}

interface SaveProps {
  readonly segment: Segment | null;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly rule: Rule;
  readonly whole: boolean;
}

function SaveSection({ segment, name, onName, rule, whole }: SaveProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = (body: { name: string; rule: Rule }) =>
    segment ? put<Segment>(`/api/segments/${segment.id}`, { body }) : post<Segment>('/api/segments', { body });
  const undoing = useContactSending(save);
  const sending = useContactSending(save, ({ id }) => {
    tell(t('contacts:saved'), segment ? { undo: () => undoing.send({ name: segment.name, rule: segment.rule }) } : {});
    if (!segment) void navigate({ to: `/contacts/segments/${id}`, replace: true });
  });
  const fault = useFieldFault(sending.error);
  return (
    <Section title={t('contacts:segment.keep')}>
      <Form
        onSubmit={() => whole && sending.send({ name, rule })}
        error={sending.error}
        fields={['name']}
        busy={sending.busy}
        submit={t('contacts:save')}
        aside={
          whole ? (
            <Button onClick={() => void navigate({ to: '/contacts/segments' })}>{t('ui:cancel')}</Button>
          ) : (
            <span className="text-muted">{t('contacts:segment.notWhole')}</span>
          )
        }
      >
        <Field label={t('contacts:column.name')} error={fault('name', t('contacts:column.name'))}>
          <TextInput value={name} onChange={(event) => onName(event.target.value)} maxLength={120} dir="auto" />
        </Field>
      </Form>
    </Section>
  );
}
