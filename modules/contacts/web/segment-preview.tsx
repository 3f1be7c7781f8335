import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { formatNumber } from '#web/i18n/format.ts';
import { Avatar } from '#web/ui/marks.tsx';
import { Section } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { ContactRows, Rule } from '../contract.ts';
import { nameOf } from './words.ts';

/** Asked when somebody pauses, not with each letter. */
const pauseMs = 300;
const shown = 8;

/** How many a rule means now, and the first of them. */
export function SegmentPreview({ rule }: { readonly rule: Rule | null }) {
  const { t } = useTranslation();
  const reader = useReader();
  const [asked, setAsked] = useState(rule);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(rule), pauseMs);
    return () => clearTimeout(timer);
  }, [rule]);
  const members = useQuery({
    queryKey: ['contacts', 'rows', 'preview', asked],
    queryFn: ({ signal }) => post<ContactRows>('/api/contact-list', { signal, body: { rule: asked, limit: shown } }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  const count = members.data?.count ?? 0;
  return (
    <Section title={t('contacts:segment.now')} description={t('contacts:segment.nowText')}>
      {members.isLoading && <Skeleton />}
      {members.error && <ErrorState error={members.error} onRetry={() => void members.refetch()} />}
      {members.data && (
        <div className={members.isFetching ? 'opacity-75' : ''}>
          <p role="status" className="mb-3 text-title tabular-nums">
            {t('contacts:count', { count })}
          </p>
          <ul className="flex flex-col">
            {members.data.items.map((one) => {
              const name = nameOf(one) ?? t('contacts:unnamed');
              return (
                <li key={one.id} className="border-b border-line last:border-0">
                  <Link to={`/contacts/${one.id}`} className="flex items-center gap-2.5 rounded-control py-1.5 hover:bg-sunken">
                    <Avatar name={name} size="small" />
                    <bdi className="min-w-0 truncate">{name}</bdi>
                  </Link>
                </li>
              );
            })}
          </ul>
          {count > shown && (
            <p className="mt-2 text-muted">{t('contacts:segment.further', { count: formatNumber(count - shown, reader) })}</p>
          )}
        </div>
      )}
    </Section>
  );
}
