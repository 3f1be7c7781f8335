import { useQuery } from '@tanstack/react-query';
import { BellOff, BellRing } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Consent, ContactDetail } from '#contract/contacts.ts';
import { ApiError, post } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { formatFull } from '#web/i18n/format.ts';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Checkbox, Select, TextInput } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import { consentsQuery, conversationsQuery, membersQuery } from './data.ts';
import { useContactSending } from './use-contact-sending.ts';

/** Whether they want messages, and the proof: who said so, when, in which words. */
export function ConsentTab({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const consents = useQuery(consentsQuery(contact.id));
  const mayRecord = usePermission('consents.record');
  return (
    <div className="max-w-180">
      <Section title={t('contacts:consent.title')} description={t('contacts:consent.text')}>
        {consents.isPending && <Skeleton />}
        {consents.error && <ErrorState error={consents.error} onRetry={() => void consents.refetch()} />}
        {consents.data?.length === 0 && <p className="text-muted">{t('contacts:consent.none')}</p>}
        <ol className="flex flex-col">
          {consents.data?.map((one) => (
            <OneConsent key={one.id} consent={one} />
          ))}
        </ol>
      </Section>
      {mayRecord && contact.statistics.conversations > 0 && <RecordSection contact={contact} />}
    </div>
  );
}

function OneConsent({ consent }: { readonly consent: Consent }) {
  const { t } = useTranslation();
  const reader = useReader();
  const members = useQuery({ ...membersQuery, enabled: usePermission('members.read') }).data ?? [];
  const Sign = consent.given ? BellRing : BellOff;
  const name = members.find((one) => one.id === consent.authorId)?.name ?? t('contacts:assigned.member');
  const who = { author: consent.author, name, word: consent.word ?? 'none' };
  return (
    <li className="flex items-start gap-3 border-b border-line py-2.5 last:border-0">
      <Sign aria-hidden className={consent.given ? 'mt-0.5 size-4 shrink-0 text-leaf' : 'mt-0.5 size-4 shrink-0 text-amber'} />
      <div className="min-w-0">
        <p>{consent.given ? t('contacts:consent.given', who) : t('contacts:consent.stopped', who)}</p>
        {consent.reason && (
          <p dir="auto" className="text-muted [overflow-wrap:anywhere]">
            {consent.reason}
          </p>
        )}
        {consent.overrides && <p className="text-amber">{t('contacts:consent.overrides')}</p>}
        <p className="text-small text-muted">
          <time dateTime={consent.at}>{formatFull(consent.at, reader)}</time>
        </p>
      </div>
    </li>
  );
}

/** What was said elsewhere. Taking back a stop that they wrote themselves has to be said expressly. */
function RecordSection({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const conversations = useQuery(conversationsQuery(contact.id)).data?.items ?? [];
  const [chosen, setChosen] = useState('');
  const [given, setGiven] = useState('false');
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState(false);
  const conversationId = chosen || (conversations[0]?.id ?? '');
  const sending = useContactSending(
    () => {
      const body = { conversationId, given: given === 'true', reason, ...(override ? { overrideOwnStop: true } : {}) };
      return post(`/api/contacts/${contact.id}/consents`, { body });
    },
    () => {
      setReason('');
      setOverride(false);
      tell(t('contacts:consent.recorded'));
    },
  );
  const fault = useFieldFault(sending.error);
  const ownStop = sending.error instanceof ApiError && sending.error.code === 'contacts.own_stop';
  return (
    <Section title={t('contacts:consent.record')} description={t('contacts:consent.recordText')}>
      <Form
        onSubmit={() => sending.send(undefined)}
        error={sending.error}
        fields={['reason']}
        busy={sending.busy}
        submit={t('contacts:consent.submit')}
      >
        <div className="grid gap-4 two:grid-cols-2">
          <Field label={t('contacts:conversations.one')}>
            <Select
              value={conversationId}
              onValue={setChosen}
              options={conversations.map((one) => ({ value: one.id, label: one.channel.name }))}
            />
          </Field>
          <Field label={t('contacts:consent.wish')}>
            <Select
              value={given}
              onValue={setGiven}
              options={[
                { value: 'false', label: t('contacts:consent.no') },
                { value: 'true', label: t('contacts:consent.yes') },
              ]}
            />
          </Field>
        </div>
        <Field
          label={t('contacts:consent.reason')}
          hint={t('contacts:consent.reasonHint')}
          error={fault('reason', t('contacts:consent.reason'))}
        >
          <TextInput value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} dir="auto" />
        </Field>
        {(ownStop || override) && <Checkbox label={t('contacts:consent.override')} checked={override} onValue={setOverride} />}
      </Form>
    </Section>
  );
}
