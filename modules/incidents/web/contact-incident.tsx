import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from '#web/ui/link.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { contactQuery } from './data.ts';
import { HandledMark, SeverityMark } from './marks.tsx';

/** A contact's open incident, beside their conversation; nothing where there is none. */
export function ContactIncident({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const incident = useQuery(contactQuery(contactId)).data?.items[0];
  if (!incident) return null;
  return (
    <section aria-label={t('titles:incidents.one')} className="flex flex-col items-start gap-2 py-3">
      <SeverityMark incident={incident} />
      <p className="flex flex-wrap gap-x-3 gap-y-1">
        <HandledMark incident={incident} />
        <span className="text-small text-muted">
          {t('incidents:since')} <RelativeTime time={incident.raisedAt} />
        </span>
      </p>
      {incident.acknowledgedBy && (
        <p className="text-small text-muted">
          {t('incidents:dealtWith', { name: incident.acknowledgedBy.name || t('incidents:somebody') })}
        </p>
      )}
      <Link to={`/incidents/${incident.id}`}>{t('incidents:panel.open')}</Link>
    </section>
  );
}
