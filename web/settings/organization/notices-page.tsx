import { useQueryClient } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '#contract/notices.ts';
import { post } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { MoreButton } from '#web/ui/more-button.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';

const queryKey = ['notices', 'all'];

/** What somebody should look at; a notice closes by itself when it is mended. */
export function NoticesPage() {
  const { t } = useTranslation();
  const notices = usePaged<Notice>(queryKey, '/api/notices', { live: { changes: ['notice'] } });
  return (
    <Page title={t('titles:notices.title')} description={t('settings:notices.text')} width="text">
      {notices.isPending && <Skeleton />}
      {notices.error && <ErrorState error={notices.error} onRetry={notices.refetch} />}
      {notices.items?.length === 0 && (
        <EmptyState icon={Bell} title={t('settings:notices.none')}>
          {t('settings:notices.noneText')}
        </EmptyState>
      )}
      {notices.items && notices.items.length > 0 && (
        <Rows label={t('titles:notices.title')}>
          {notices.items.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} />
          ))}
        </Rows>
      )}
      <MoreButton list={notices} />
    </Page>
  );
}

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayClose = usePermission('notices.close');
  const { id, text, advice, since, seenAt, closedAt } = notice;
  const doing = useSending(
    (verb: 'see' | 'close') => post(`/api/notices/${id}/${verb}`, { body: {} }),
    () => void queries.invalidateQueries({ queryKey: ['notices'] }),
  );
  return (
    <Row
      title={
        <span lang="en" dir="auto">
          {text}
        </span>
      }
      state={
        closedAt ? (
          <Badge tone="leaf">{t('settings:notices.closed')}</Badge>
        ) : (
          !seenAt && <Badge tone="amber">{t('settings:notices.new')}</Badge>
        )
      }
      text={
        <>
          <span lang="en" dir="auto">
            {advice}
          </span>
          <RelativeTime time={since} />
        </>
      }
      actions={
        !closedAt && (
          <>
            {!seenAt && <Button onClick={() => doing.send('see')}>{t('settings:notices.see')}</Button>}
            {mayClose && <Button onClick={() => doing.send('close')}>{t('settings:notices.close')}</Button>}
          </>
        )
      }
    >
      {doing.error && (
        <p role="alert" className="text-ember">
          {explainKnown(doing.error)}
        </p>
      )}
    </Row>
  );
}
