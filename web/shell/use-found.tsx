import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { History, MessageSquareText, UserRound } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyPlace } from '#contract/accounts.ts';
import { get } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { useReader } from '#web/data/reader.ts';
import { formatAge } from '#web/i18n/age.ts';
import type { FoundMessage, SearchAnswer } from '../../modules/desk/contract.ts';
import type { Action } from './actions.ts';
import { snippetParts } from './snippet-parts.ts';

/** An entry of the palette: something to do, or something found. */
export interface Offer extends Action {
  /** At the end of its line. */
  readonly aside?: string;
  /** Below its title. */
  readonly detail?: ReactNode;
  /** The palette stays open: it shows more. */
  readonly stays?: boolean;
}

/** Long enough that not every letter is searched for, short enough to feel immediate. */
const pauseMs = 150;
/** One letter is in every message. */
const lettersMin = 2;
const messagesAtOnce = 10;

/** Messages and contacts with these words, below what can be done. */
export function useFound(words: string, place: MyPlace | undefined): { found: readonly Offer[]; says: string } {
  const { t } = useTranslation();
  const wanted = usePaused(words.trim());
  const enabled = wanted.length >= lettersMin && place !== undefined && place.permissions.includes('conversations.read');
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['search', wanted],
    queryFn: ({ signal, pageParam }) =>
      get<SearchAnswer>('/api/search', { query: { q: wanted, limit: messagesAtOnce, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    // What was found for the letters before stands until the next is there.
    placeholderData: (before) => before,
    enabled,
  });
  const offers = useOffers(enabled ? (data?.pages ?? []) : []);
  const older: Offer = {
    id: 'found older',
    title: t('frame:palette.older'),
    group: t('frame:palette.messages'),
    icon: History,
    stays: true,
    run: () => void fetchNextPage(),
  };
  if (!enabled) return { found: [], says: '' };
  if (error) return { found: [], says: explainShort(error) };
  return { found: hasNextPage ? [...offers, older] : offers, says: isFetching ? t('frame:palette.searching') : '' };
}

function useOffers(pages: readonly SearchAnswer[]): readonly Offer[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const reader = { ...useReader(), now: t('ui:now') };
  const [now] = useState(() => new Date());
  const show = (conversationId: string, message?: string) =>
    void navigate({ to: '/inbox/$conversationId', params: { conversationId }, search: message ? { message } : {} } as never);
  const contacts = pages
    .flatMap((page) => page.contacts)
    .flatMap(({ id, name, conversationId }): Offer[] =>
      // Who never had a conversation has nothing to be opened here.
      conversationId === null
        ? []
        : [
            {
              id: `found ${id}`,
              title: name ?? t('frame:palette.unnamed'),
              group: t('frame:palette.contacts'),
              icon: UserRound,
              run: () => show(conversationId),
            },
          ],
    );
  const messages = pages
    .flatMap((page) => page.messages)
    .map(
      (message): Offer => ({
        id: `found ${message.messageId}`,
        title: message.contact.name ?? t('frame:palette.unnamed'),
        group: t('frame:palette.messages'),
        icon: MessageSquareText,
        aside: formatAge(message.at, now, reader),
        detail: <Snippet snippet={message.snippet} />,
        run: () => show(message.conversationId, message.messageId),
      }),
    );
  return [...contacts, ...messages];
}

/** The words about what was found, with it marked. */
function Snippet({ snippet }: { readonly snippet: FoundMessage['snippet'] }) {
  const { cutBefore, cutAfter } = snippet;
  return (
    <span dir="auto" className="line-clamp-2 text-muted [overflow-wrap:anywhere] [text-align:-webkit-match-parent]">
      {cutBefore && '… '}
      {snippetParts(snippet).map((part) =>
        part.found ? (
          <mark key={part.start} className="rounded-[2px] bg-amber-soft text-ink">
            {part.text}
          </mark>
        ) : (
          part.text
        ),
      )}
      {cutAfter && ' …'}
    </span>
  );
}

/** What somebody has stopped typing for a moment. */
function usePaused(words: string): string {
  const [paused, setPaused] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words]);
  return paused;
}
