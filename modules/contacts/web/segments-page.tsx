import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { get } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { formatNumber } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Table } from '#web/ui/table.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { Segment, SegmentCount } from '../contract.ts';
import { ContactsNav } from './contacts-nav.tsx';
import { segmentsQuery } from './data.ts';

/** Groups of people by rules; who is in them is always of now. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayChange = usePermission('segments.change');
  const segments = useQuery(segmentsQuery);
  const create = (
    <Button look="main" icon={Plus} onClick={() => void navigate({ to: '/contacts/segments/new' })}>
      {t('contacts:segment.new')}
    </Button>
  );
  return (
    <Page title={t('titles:contacts.segments')} action={mayChange && create}>
      <ContactsNav />
      {segments.isPending && <Skeleton lines={5} />}
      {segments.error && <ErrorState error={segments.error} onRetry={() => void segments.refetch()} />}
      {segments.data?.length === 0 && (
        <EmptyState icon={UsersRound} title={t('contacts:segment.none')}>
          {t('contacts:segment.noneText')}
        </EmptyState>
      )}
      {segments.data && segments.data.length > 0 && (
        <div className="flex max-h-[calc(100dvh-200px)] min-h-60 flex-col">
          <Table
            label={t('titles:contacts.segments')}
            items={segments.data}
            keyOf={(one) => one.id}
            onOpen={(one) => void navigate({ to: `/contacts/segments/${one.id}` })}
            columns={[
              { key: 'name', header: t('contacts:column.name'), cell: (one) => <NameCell segment={one} /> },
              { key: 'count', header: t('contacts:segment.members'), cell: (one) => <Count id={one.id} />, numeric: true },
              { key: 'changed', header: t('contacts:segment.changed'), cell: (one) => <RelativeTime time={one.changedAt} />, minor: true },
            ]}
          />
        </div>
      )}
    </Page>
  );
}

function NameCell({ segment }: { readonly segment: Segment }) {
  const { t } = useTranslation();
  return (
    <span className="flex min-w-0 items-center gap-2">
      <bdi className="block max-w-140 truncate max-two:max-w-48">{segment.name}</bdi>
      {segment.broken.length > 0 && <Badge tone="ember">{t('contacts:segment.broken')}</Badge>}
    </span>
  );
}

/** Counted when its row is in sight. */
function Count({ id }: { readonly id: string }) {
  const reader = useReader();
  const count = useQuery({
    queryKey: ['contacts', 'segments', id, 'count'],
    queryFn: ({ signal }) => get<SegmentCount>(`/api/segments/${id}/count`, { signal }),
  });
  return count.data ? formatNumber(count.data.count, reader) : null;
}
