import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { buttonLook } from '#web/ui/button.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { Incident } from '../contract.ts';
import { HandledMark, SeverityMark } from './marks.tsx';
import { isClosed, isWaiting } from './order.ts';
import { TimeLeft } from './time-left.tsx';
import { listNames } from './words.ts';

/** One line each: how much attention, who, since when, how long until others are called, and the way to it. */
export function IncidentList({ label, incidents }: { readonly label: string; readonly incidents: readonly Incident[] }) {
  return (
    <ul aria-label={label} className="flex flex-col rounded-card border border-line bg-raised">
      {incidents.map((incident, index) => (
        <IncidentRow key={incident.id} incident={incident} first={index === 0 && isWaiting(incident)} />
      ))}
    </ul>
  );
}

function IncidentRow({ incident, first }: { readonly incident: Incident; readonly first: boolean }) {
  const { t } = useTranslation();
  const name = incident.contactName ?? t('incidents:unnamed');
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-line px-4 py-3 last:border-0">
      <div className="min-w-56 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <bdi className="font-strong [overflow-wrap:anywhere]">{name}</bdi>
          <SeverityMark incident={incident} />
          <HandledMark incident={incident} />
        </p>
        <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-small text-muted">
          <span>
            {t('incidents:since')} <RelativeTime time={incident.raisedAt} />
          </span>
          {incident.messages > 1 && <span>{t('incidents:messages', { count: incident.messages })}</span>}
          <Handling incident={incident} />
        </p>
      </div>
      <TimeLeft incident={incident} />
      <Link
        to={`/incidents/${incident.id}` as string}
        aria-label={isWaiting(incident) ? t('incidents:lookOf', { name }) : t('incidents:openOf', { name })}
        className={buttonLook(first ? 'main' : 'plain')}
      >
        {isWaiting(incident) ? t('incidents:look') : t('incidents:open')}
      </Link>
    </li>
  );
}

/** Who deals with it; while nobody does, who was called. */
function Handling({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation();
  const reader = useReader();
  if (incident.acknowledgedBy)
    return (
      <bdi>
        {t(isClosed(incident) ? 'incidents:dealtWithThen' : 'incidents:dealtWith', {
          name: incident.acknowledgedBy.name || t('incidents:somebody'),
        })}
      </bdi>
    );
  if (isClosed(incident)) return null;
  const names = listNames(incident.called, reader, t('incidents:somebody'));
  return <span className="[overflow-wrap:anywhere]">{names === '' ? t('incidents:calledNobody') : t('incidents:called', { names })}</span>;
}
