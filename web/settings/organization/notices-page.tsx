import { useQueryClient } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '#contract/notices.ts';
import { post } from '#web/data/api.ts';
import { groupNotices, type NoticeGroup } from '#web/data/notices.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { useSending } from '#web/data/use-sending.ts';
import { sayTold } from '#web/i18n/told.ts';
import { MaybeLink } from '#web/shell/maybe-link.tsx';
import { Button } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { MoreButton } from '#web/ui/more-button.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Tabs } from '#web/ui/tabs.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { useTab } from '#web/ui/use-tab.ts';

/** What somebody should look at, apart from what is done with; a notice closes by itself when it is mended. */
export function NoticesPage() {
  const { t } = useTranslation();
  const [tab, open] = useTab<'open' | 'settled'>('open');
  const tabs = [
    { value: 'open', label: t('settings:notices.tab.open'), content: <OpenNotices /> },
    { value: 'settled', label: t('settings:notices.tab.settled'), content: <SettledNotices /> },
  ];
  return (
    <Page title={t('titles:notices.title')} description={t('settings:notices.text')} width="text">
      <Tabs label={t('titles:notices.title')} tabs={tabs} value={tab === 'settled' ? tab : 'open'} onValue={open} />
    </Page>
  );
}

function OpenNotices() {
  const { t } = useTranslation();
  const notices = usePaged<Notice>(['notices', 'paged'], '/api/notices', { live: { changes: ['notice'] } });
  return <NoticeList notices={notices} label={t('settings:notices.tab.open')} none="none" />;
}

function SettledNotices() {
  const { t } = useTranslation();
  const notices = usePaged<Notice>(['notices', 'settled'], '/api/notices', { query: { closed: 'only' }, live: { changes: ['notice'] } });
  return <NoticeList notices={notices} label={t('settings:notices.tab.settled')} none="noneSettled" />;
}

interface ListProps {
  readonly notices: ReturnType<typeof usePaged<Notice>>;
  readonly label: string;
  /** Which sentence says that there is none. */
  readonly none: 'none' | 'noneSettled';
}

function NoticeList({ notices, label, none }: ListProps) {
  const { t } = useTranslation();
  return (
    <>
      {notices.isPending && <Skeleton />}
      {notices.error && <ErrorState error={notices.error} onRetry={notices.refetch} />}
      {notices.items?.length === 0 && (
        <EmptyState icon={Bell} title={t(`settings:notices.${none}`)}>
          {t(`settings:notices.${none}Text`)}
        </EmptyState>
      )}
      {notices.items && notices.items.length > 0 && (
        <Rows label={label}>
          {groupNotices(notices.items).map((group) => (
            <NoticeRow key={group.notice.id} group={group} />
          ))}
        </Rows>
      )}
      <MoreButton list={notices} />
    </>
  );
}

function NoticeRow({ group: { notice, ids, isNew, place } }: { readonly group: NoticeGroup }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayClose = usePermission('notices.close');
  const { since, closedAt } = notice;
  const { text, advice, foreign } = sayTold(`troubles:notice.${notice.kind}`, notice, useReader());
  const lang = foreign ? 'en' : undefined;
  const doing = useSending(
    (verb: 'see' | 'close') => Promise.all(ids.map((id) => post(`/api/notices/${id}/${verb}`, { body: {} }))),
    () => void queries.invalidateQueries({ queryKey: ['notices'] }),
  );
  return (
    <Row
      title={
        <span lang={lang} dir="auto">
          {place === null || closedAt ? text : <MaybeLink to={place}>{text}</MaybeLink>}
        </span>
      }
      state={!closedAt && isNew && <Badge tone="amber">{t('settings:notices.new')}</Badge>}
      text={
        <>
          {!closedAt && advice && (
            <span lang={lang} dir="auto" className="w-full">
              {advice}
            </span>
          )}
          <RelativeTime time={since} />
          {ids.length > 1 && <span>{t('ui:times', { count: ids.length })}</span>}
          {closedAt && (
            <span>
              {t('settings:notices.settledAt')} <RelativeTime time={closedAt} />
            </span>
          )}
        </>
      }
      actions={
        !closedAt && (
          <>
            {isNew && (
              <Button busy={doing.busy} onClick={() => doing.send('see')}>
                {t('settings:notices.see')}
              </Button>
            )}
            {mayClose && (
              <Button busy={doing.busy} onClick={() => doing.send('close')}>
                {t('settings:notices.close')}
              </Button>
            )}
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
