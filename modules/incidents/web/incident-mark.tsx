import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { classes } from '#web/ui/classes.ts';
import { Link } from '#web/ui/link.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { contactQuery } from './data.ts';
import { HandledMark, SeverityMark } from './marks.tsx';
import { aboutOf } from './words.ts';

/** At the head of a conversation: that its contact needs attention, what it is about, since when, and the way to the incident. */
export function IncidentMark({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const { language } = useReader();
  const incident = useQuery(contactQuery(contactId)).data?.items[0];
  if (!incident) return null;
  const about = aboutOf(incident.categories).map((one) => t(`incidents:about.${one}`));
  return (
    <div
      className={classes(
        'flex flex-wrap items-center gap-x-3 gap-y-1 border-s-2 py-0.5 ps-2 text-small',
        incident.severity === 'imminent' ? 'border-ember' : 'border-amber',
      )}
    >
      <SeverityMark incident={incident} />
      {about.length > 0 && <span>{new Intl.ListFormat(language, { type: 'unit' }).format(about)}</span>}
      <span className="text-muted">
        {t('incidents:since')} <RelativeTime time={incident.raisedAt} />
      </span>
      <HandledMark incident={incident} />
      <span className="ms-auto inline-flex items-center">
        <Link to={`/incidents/${incident.id}`}>{t('incidents:panel.open')}</Link>
        <ChevronRight aria-hidden className="along size-3.5 text-acacia" />
      </span>
    </div>
  );
}
