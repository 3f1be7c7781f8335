import { ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ChannelLogEntry } from '#contract/channels.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { Code } from '#web/ui/copy.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { MoreButton } from '#web/ui/more-button.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { redact } from './redact.ts';

/** What came in and was not answered, with why. What people wrote and their numbers are covered until somebody asks. */
export function ChannelLog({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const log = usePaged<ChannelLogEntry>(['channel-log', id], `/api/channels/${id}/log`, {
    live: { changes: ['channel'], about: { channelId: id } },
  });
  return (
    <>
      <p className="mb-4 text-muted">{t('settings:log.text')}</p>
      {log.isPending && <Skeleton lines={5} />}
      {log.error && <ErrorState error={log.error} onRetry={log.refetch} />}
      {log.items?.length === 0 && (
        <EmptyState icon={ScrollText} title={t('settings:log.none')}>
          {t('settings:log.noneText')}
        </EmptyState>
      )}
      {log.items && log.items.length > 0 && (
        <Rows label={t('settings:channel.log')}>
          {log.items.map((entry) => (
            <Row
              key={entry.id}
              title={<span dir="auto">{entry.reason}</span>}
              state={<Badge tone={entry.kind === 'not_answered' ? 'plain' : 'amber'}>{t(`settings:log.kind.${entry.kind}`)}</Badge>}
              text={<RelativeTime time={entry.createdAt} />}
            >
              {entry.raw !== null && <Raw raw={entry.raw} />}
            </Row>
          ))}
        </Rows>
      )}
      <MoreButton list={log} />
    </>
  );
}

function Raw({ raw }: { readonly raw: unknown }) {
  const { t } = useTranslation();
  return (
    <details className="text-small">
      <summary className="cursor-pointer text-muted">{t('settings:log.covered')}</summary>
      <div className="mt-2">
        <Code text={JSON.stringify(redact(raw), null, 2)} />
      </div>
      <details className="mt-2">
        <summary className="cursor-pointer text-muted">{t('settings:log.uncovered')}</summary>
        <div className="mt-2">
          <Code text={JSON.stringify(raw, null, 2)} />
        </div>
      </details>
    </details>
  );
}
