import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '#web/ui/page.tsx';
import { TurnPanel } from './turn-panel.tsx';

/** One decision on a page of its own, to be sent to a colleague. */
export function TurnPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  return (
    <Page title={t('frame:why.title')}>
      <div className="max-w-240">
        <TurnPanel key={id} turnId={id} />
      </div>
    </Page>
  );
}
