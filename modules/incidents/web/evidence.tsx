import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { Button } from '#web/ui/button.tsx';
import { Section } from '#web/ui/page.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { IncidentDetail, IncidentFinding } from '../contract.ts';
import { aboutOf } from './words.ts';

/** As many as are read before something is done; the rest on demand. */
const fewest = 3;

/** What was written, in the person's own words and nothing louder than they are. The newest first. */
export function Evidence({ incident: { findings } }: { readonly incident: IncidentDetail }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  if (findings.length === 0) return null;
  const newest = findings.toReversed();
  const hidden = whole ? 0 : Math.max(0, newest.length - fewest);
  return (
    <Section title={t('incidents:evidence.title')} description={t('incidents:evidence.text')}>
      <ul className="flex flex-col gap-4">
        {newest.slice(0, newest.length - hidden).map((finding) => (
          <Found key={`${finding.messageId} ${finding.source} ${finding.createdAt}`} finding={finding} />
        ))}
      </ul>
      {hidden > 0 && (
        <div className="mt-3">
          <Button onClick={() => setWhole(true)}>{t('incidents:evidence.more', { count: hidden })}</Button>
        </div>
      )}
    </Section>
  );
}

function Found({ finding: { words, source, categories, createdAt } }: { readonly finding: IncidentFinding }) {
  const { t } = useTranslation();
  const { language } = useReader();
  const about = new Intl.ListFormat(language, { type: 'unit' }).format(aboutOf(categories).map((one) => t(`incidents:about.${one}`)));
  return (
    <li>
      {words.length > 0 ? (
        words.map((part) => (
          <blockquote key={part} dir="auto" className="reading border-s-2 border-line ps-3">
            {part}
          </blockquote>
        ))
      ) : (
        <p className="text-muted">{t('incidents:evidence.hidden')}</p>
      )}
      <p className="mt-1 flex flex-wrap gap-x-3 text-small text-muted">
        <RelativeTime time={createdAt} />
        {source !== 'message' && <span>{t(`incidents:evidence.source.${source}`)}</span>}
        {about !== '' && <span>{about}</span>}
      </p>
    </li>
  );
}
