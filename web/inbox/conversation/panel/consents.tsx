import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BellOff, MessageCircle } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Consent, ContactDetail } from '#contract/contacts.ts';
import { ApiError, post } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { InlineForm } from '#web/ui/inline-form.tsx';
import { Checkbox, TextInput } from '#web/ui/inputs.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { useMembers } from '../../queries.ts';
import { consentsQuery, contactQuery } from './contact-queries.ts';
import { Part } from './part.tsx';

interface ConsentsProps {
  readonly contact: ContactDetail;
  readonly conversationId: string;
  readonly optedOutAt: string | null;
}

/** Whether messages are wanted here, with the proof of each time somebody said so. */
export function Consents({ contact, conversationId, optedOutAt }: ConsentsProps) {
  const { t } = useTranslation();
  const reader = useReader();
  const mayRecord = usePermission('consents.record');
  const [recording, setRecording] = useState(false);
  const { data } = useQuery(consentsQuery(contact.id));
  const here = data?.filter((one) => one.conversationId === conversationId) ?? [];
  return (
    <Part title={t('conversation:panel.consent')}>
      <p>
        {optedOutAt ? (
          <Badge tone="ember" icon={BellOff}>
            {t('conversation:panel.optedOut', { when: formatMoment(optedOutAt, reader) })}
          </Badge>
        ) : (
          <Badge tone="leaf" icon={MessageCircle}>
            {t('conversation:panel.mayWrite')}
          </Badge>
        )}
      </p>
      {here.length > 0 && (
        <ol className="flex flex-col gap-1.5 text-small">
          {here.map((one) => (
            <Proof key={one.id} consent={one} />
          ))}
        </ol>
      )}
      {mayRecord && !recording && (
        <div>
          <Button onClick={() => setRecording(true)}>
            {t(optedOutAt ? 'conversation:panel.recordWanted' : 'conversation:panel.recordStop')}
          </Button>
        </div>
      )}
      {recording && (
        <RecordForm contactId={contact.id} conversationId={conversationId} given={optedOutAt !== null} onDone={() => setRecording(false)} />
      )}
    </Part>
  );
}

function Proof({ consent }: { readonly consent: Consent }) {
  const { t } = useTranslation();
  const reader = useReader();
  const members = useMembers();
  const name = members.find(({ id }) => id === consent.authorId)?.name ?? t(`conversation:author.${consent.author}`);
  const said = consent.given ? 'given' : 'stopped';
  return (
    <li className="border-s-2 border-line ps-2">
      <span className="block">
        {consent.author === 'contact'
          ? t(`conversation:panel.proof.${said}ByContact`, { word: consent.word ?? '' })
          : t(`conversation:panel.proof.${said}By`, { name })}
      </span>
      {consent.reason && <bdi className="block">{consent.reason}</bdi>}
      <span className="text-muted">{formatMoment(consent.at, reader)}</span>
    </li>
  );
}

interface RecordFormProps {
  readonly contactId: string;
  readonly conversationId: string;
  readonly given: boolean;
  readonly onDone: () => void;
}

function RecordForm({ contactId, conversationId, given, onDone }: RecordFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState(false);
  const saving = useSending(
    () => {
      const body = { conversationId, given, reason: reason.trim(), ...(override ? { overrideOwnStop: true } : {}) };
      return post<Consent>(`/api/contacts/${contactId}/consents`, { body });
    },
    () => {
      for (const queryKey of [consentsQuery(contactId).queryKey, contactQuery(contactId).queryKey, ['inbox']])
        void queries.invalidateQueries({ queryKey });
      onDone();
    },
  );
  const ownStop = saving.error instanceof ApiError && saving.error.code === 'contacts.own_stop';
  return (
    <InlineForm
      onSubmit={() => saving.send(undefined)}
      onCancel={onDone}
      busy={saving.busy}
      submit={t('conversation:panel.record')}
      disabled={reason.trim() === ''}
    >
      <Field
        label={t('conversation:panel.how')}
        hint={t('conversation:panel.howHint')}
        error={saving.error ? explainShort(saving.error) : undefined}
      >
        <TextInput value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} autoFocus dir="auto" />
      </Field>
      {(ownStop || override) && <Checkbox label={t('conversation:panel.override')} checked={override} onValue={setOverride} />}
    </InlineForm>
  );
}
