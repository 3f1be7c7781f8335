import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey, CreatedApiKey } from '#contract/organizations.ts';
import { usePermission } from '#web/data/session.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { Page } from '#web/ui/page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import { ShownOnce } from '#web/ui/shown-once.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { ApiKeyDrawer } from './api-key-drawer.tsx';
import { apiKeysQuery } from './api-key-queries.ts';
import { ApiKeyRow } from './api-key-row.tsx';

/** Keys with which other programs act here. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  const mayChange = usePermission('api_keys.change');
  const locked = useLocked('api_keys.change');
  const keys = useQuery(apiKeysQuery);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<CreatedApiKey | null>(null);
  const add = mayChange && (
    <Button look="main" icon={Plus} onClick={() => setMaking(true)}>
      {t('settings:keys.add')}
    </Button>
  );
  const works = keys.data?.filter(({ revokedAt }) => revokedAt === null) ?? [];
  const ended = keys.data?.filter(({ revokedAt }) => revokedAt !== null) ?? [];
  return (
    <Page
      title={t('titles:keys.title')}
      description={
        <>
          {locked ?? t('settings:keys.text')}{' '}
          <a href="/docs" target="_blank" rel="noreferrer" className="text-acacia underline underline-offset-2">
            {t('settings:keys.description')}
          </a>
        </>
      }
      width="text"
      action={works.length > 0 ? add : null}
    >
      {made && (
        <ShownOnce
          title={t('settings:keys.made', { name: made.name })}
          text={t('settings:keys.once')}
          label={t('settings:keys.key')}
          value={made.key}
          onDone={() => setMade(null)}
        />
      )}
      {keys.isPending && <Skeleton lines={5} />}
      {keys.error && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data && works.length === 0 && (
        <EmptyState icon={KeyRound} title={t('settings:keys.none')} action={add}>
          {t('settings:keys.noneText')}
        </EmptyState>
      )}
      {works.length > 0 && <Keys label={t('titles:keys.title')} keys={works} onRotated={setMade} />}
      {ended.length > 0 && (
        <details className="mt-6">
          <summary className="mb-2 cursor-pointer text-muted">{t('settings:keys.ended', { count: ended.length })}</summary>
          <Keys label={t('settings:keys.ended', { count: ended.length })} keys={ended} onRotated={setMade} />
        </details>
      )}
      {mayChange && (
        <ApiKeyDrawer
          open={making}
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMade(key);
            setMaking(false);
          }}
        />
      )}
    </Page>
  );
}

interface KeysProps {
  readonly label: string;
  readonly keys: readonly ApiKey[];
  readonly onRotated: (made: CreatedApiKey) => void;
}

function Keys({ label, keys, onRotated }: KeysProps) {
  return (
    <Rows label={label}>
      {keys.map((one) => (
        <ApiKeyRow key={one.id} apiKey={one} onRotated={onRotated} />
      ))}
    </Rows>
  );
}
