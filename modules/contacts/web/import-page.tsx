import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { importQuery } from './data.ts';
import { ImportOutcome } from './import-outcome.tsx';
import { ImportSetup } from './import-setup.tsx';
import { ImportState } from './imports-page.tsx';

/** One file: what its columns hold, then how far it is, then what became of it. Can be left and come back to. */
export function ImportPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const found = useQuery(importQuery(id));
  return (
    <Page title={found.data?.fileName ?? t('titles:contacts.import')} state={found.data && <ImportState state={found.data.state} />}>
      {found.isPending && <Skeleton lines={6} />}
      {found.error && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.state === 'uploaded' && <ImportSetup found={found.data} />}
      {found.data && found.data.state !== 'uploaded' && <ImportOutcome found={found.data} />}
    </Page>
  );
}
