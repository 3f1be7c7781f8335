import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '#web/data/api.ts';
import { useDraft } from '#web/data/drafts.ts';
import { usePermission } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Select, TextArea } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { IncidentDetail } from '../contract.ts';
import { isClosed, isWaiting } from './order.ts';
import { useHandling } from './use-handling.ts';

type Props = { readonly incident: IncidentDetail };

/** The one thing to do now: acknowledge it; when somebody did, write down what comes, and close it. */
export function Handle({ incident }: Props) {
  const { t } = useTranslation();
  const mayHandle = usePermission('incidents.handle');
  const [early, setEarly] = useState(false);
  if (!mayHandle) return null;
  if (isWaiting(incident) && !early) return <Acknowledge incident={incident} onFalseAlarm={() => setEarly(true)} />;
  return (
    <>
      {!early && <Note incident={incident} title={isClosed(incident) ? t('incidents:note.later') : t('incidents:note.title')} />}
      {!isClosed(incident) && (
        <Close incident={incident} first={early ? 'false_alarm' : 'resolved'} {...(early ? { onBack: () => setEarly(false) } : {})} />
      )}
    </>
  );
}

/** What is begun here goes on as a note when a colleague was quicker: nobody loses what they wrote. */
const draftKey = ({ id }: IncidentDetail) => `incident ${id}`;

function Acknowledge({ incident, onFalseAlarm }: Props & { readonly onFalseAlarm: () => void }) {
  const { t } = useTranslation();
  const [did, write] = useDraft(draftKey(incident));
  const { send, busy, fault } = useHandling(incident.id, () => {
    write('');
    tell(t('incidents:acknowledge.done'));
  });
  return (
    <Section title={t('incidents:acknowledge.title')} description={t('incidents:acknowledge.text')}>
      <form
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (did.trim() !== '' && !busy) send({ verb: 'acknowledge', body: { did } });
        }}
      >
        <Field label={t('incidents:acknowledge.did')} labelHidden>
          <TextArea
            rows={3}
            dir="auto"
            maxLength={4000}
            value={did}
            onChange={(event) => write(event.target.value)}
            placeholder={t('incidents:acknowledge.example')}
          />
        </Field>
        <Fault fault={fault} />
        <div className="flex flex-wrap gap-3">
          <Button look="main" type="submit" busy={busy} disabled={did.trim() === ''}>
            {t('incidents:acknowledge.verb')}
          </Button>
          <Button look="quiet" onClick={onFalseAlarm}>
            {t('incidents:close.early')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Close({ incident, first, onBack }: Props & { readonly first: 'resolved' | 'false_alarm'; readonly onBack?: () => void }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState(first);
  const [note, write] = useDraft(`${draftKey(incident)} close`);
  const { send, busy, fault } = useHandling(incident.id, () => {
    write('');
    tell(t('incidents:close.done'));
  });
  const options = (['resolved', 'false_alarm'] as const).map((value) => ({ value, label: t(`incidents:close.outcome.${value}`) }));
  return (
    <Section title={t('incidents:close.title')} description={t('incidents:close.text')}>
      <form
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (note.trim() !== '' && !busy) send({ verb: 'close', body: { outcome, note } });
        }}
      >
        <Field label={t('incidents:close.as')}>
          <Select options={options} value={outcome} onValue={(value) => setOutcome(value as typeof outcome)} />
        </Field>
        <Field label={t(`incidents:close.why.${outcome}`)}>
          <TextArea rows={2} dir="auto" maxLength={4000} value={note} onChange={(event) => write(event.target.value)} />
        </Field>
        <Fault fault={fault} />
        <div className="flex flex-wrap gap-3">
          <Button look="main" type="submit" busy={busy} disabled={note.trim() === ''}>
            {t('incidents:close.verb')}
          </Button>
          {onBack && (
            <Button look="quiet" onClick={onBack}>
              {t('incidents:close.back')}
            </Button>
          )}
        </div>
      </form>
    </Section>
  );
}

function Note({ incident, title }: Props & { readonly title: string }) {
  const { t } = useTranslation();
  const [note, write] = useDraft(draftKey(incident));
  const [once, setOnce] = useState(newKey);
  const { send, busy, fault } = useHandling(incident.id, () => {
    write('');
    setOnce(newKey());
  });
  return (
    <Section title={title}>
      <form
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (note.trim() !== '' && !busy) send({ verb: 'notes', body: { note }, once });
        }}
      >
        <Field label={title} labelHidden>
          <TextArea
            rows={2}
            dir="auto"
            maxLength={4000}
            value={note}
            onChange={(event) => {
              write(event.target.value);
              setOnce(newKey());
            }}
          />
        </Field>
        <Fault fault={fault} />
        <div>
          <Button type="submit" busy={busy} disabled={note.trim() === ''}>
            {t('incidents:note.verb')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Fault({ fault }: { readonly fault: string | null }) {
  if (fault === null) return null;
  return (
    <p role="alert" className="rounded-control bg-ember-soft px-3 py-2 text-ember">
      {fault}
    </p>
  );
}
