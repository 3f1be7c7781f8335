import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { Section } from '#web/ui/page.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { IncidentDetail, IncidentEntry } from '../contract.ts';
import { entryKey, listNames, peopleOf } from './words.ts';

/** What was done, the newest first. */
export function Timeline({ incident }: { readonly incident: IncidentDetail }) {
  const { t } = useTranslation();
  return (
    <Section title={t('incidents:timeline')}>
      <ol className="flex flex-col gap-4">
        {incident.entries.toReversed().map((entry) => (
          <Entry key={entry.id} entry={entry} incident={incident} />
        ))}
        <li>
          {t('incidents:entry.raised')}{' '}
          <span className="text-small text-muted">
            <RelativeTime time={incident.raisedAt} />
          </span>
        </li>
      </ol>
    </Section>
  );
}

function Entry({ entry, incident }: { readonly entry: IncidentEntry; readonly incident: IncidentDetail }) {
  const { t } = useTranslation();
  const reader = useReader();
  const somebody = t('incidents:somebody');
  const people = peopleOf(entry, incident);
  const name = entry.actor.kind === 'member' ? entry.actor.name || somebody : t(`incidents:actor.${entry.actor.kind}`);
  const names = listNames(people, reader, somebody);
  return (
    <li>
      <p>
        {t(`incidents:entry.${entryKey(entry, people.length)}`, { name, names })}{' '}
        <span className="text-small text-muted">
          <RelativeTime time={entry.createdAt} />
        </span>
      </p>
      {entry.note && (
        <p dir="auto" className="reading mt-1 border-s-2 border-line ps-3">
          {entry.note}
        </p>
      )}
    </li>
  );
}
