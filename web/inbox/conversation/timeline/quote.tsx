import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { get } from '#web/data/api.ts';
import { useSummary } from './summary.ts';

/** What a message answers, in a line above it; leads there. */
export function Quote({
  id,
  known,
  nameOf,
  onGo,
}: {
  readonly id: string;
  readonly known: Message | undefined;
  readonly nameOf: (message: Message) => string;
  readonly onGo: (id: string) => void;
}) {
  const { t } = useTranslation();
  const summary = useSummary();
  const { data } = useQuery({
    queryKey: ['message', id],
    queryFn: ({ signal }) => get<Message>(`/api/messages/${id}`, { signal }),
    enabled: known === undefined,
    staleTime: 300_000,
  });
  const quoted = known ?? data;
  return (
    <button
      type="button"
      onClick={() => onGo(id)}
      title={t('conversation:goToQuoted')}
      className="mb-1.5 block w-full min-w-0 rounded-[6px] border-s-3 border-edge bg-ink/5 px-2 py-1 text-start hover:bg-ink/10"
    >
      {quoted ? (
        <>
          <bdi className="block truncate text-small font-strong">{nameOf(quoted)}</bdi>
          <span dir="auto" className="line-clamp-2 text-small [overflow-wrap:anywhere]">
            {summary(quoted)}
          </span>
        </>
      ) : (
        <span className="text-small text-muted">{t('conversation:earlierMessage')}</span>
      )}
    </button>
  );
}
