import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#web/data/connection.ts';

/** Says at once that nothing can be sent, and what stays safe meanwhile. Goes by itself. */
export function OfflineBanner() {
  const { t } = useTranslation();
  const connection = useConnection();
  return (
    <div role="status">
      {connection !== 'here' && (
        <p className="flex items-center justify-center gap-2 border-b border-amber/40 bg-amber-soft px-4 py-1.5 text-amber">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {connection === 'offline' ? t('frame:offline') : t('frame:serverAway')}
        </p>
      )}
    </div>
  );
}
