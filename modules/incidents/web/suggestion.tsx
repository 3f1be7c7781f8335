import { useTranslation } from 'react-i18next';
import { CopyButton } from '#web/ui/copy.tsx';
import { Section } from '#web/ui/page.tsx';
import type { IncidentDetail } from '../contract.ts';
import { isClosed } from './order.ts';

/** Words to take along to the conversation, in the person's language. */
export function Suggestion({ incident }: { readonly incident: IncidentDetail }) {
  const { t } = useTranslation();
  if (incident.suggestion === null || isClosed(incident)) return null;
  return (
    <Section title={t('incidents:suggestion.title')} description={t('incidents:suggestion.text')}>
      <div className="flex items-start gap-2 rounded-control border border-line bg-sunken p-3">
        <p dir="auto" className="reading min-w-0 flex-1">
          {incident.suggestion}
        </p>
        <CopyButton text={incident.suggestion} />
      </div>
      <p className="mt-2 text-small text-muted">{t('incidents:notReviewed')}</p>
    </Section>
  );
}
