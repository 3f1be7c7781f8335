import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '#web/data/api.ts';
import { classes } from '#web/ui/classes.ts';
import { matchesWords } from '#web/ui/search.ts';
import type { CannedReply } from '../../../../modules/desk/contract.ts';
import { useMembers } from '../../queries.ts';
import type { Wanted } from './suggest.ts';

export interface Suggestion {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  /** What is put into the text. */
  readonly words: string;
  /** Gaps for which nothing is known. */
  readonly missing: readonly string[];
}

/** What can be offered for what is being typed; null: nothing is asked for. */
export function useSuggestions(conversationId: string, wanted: Wanted | null): readonly Suggestion[] | null {
  const members = useMembers();
  const q = wanted?.sign === '/' ? wanted.words : '';
  const canned = useQuery({
    queryKey: ['canned-replies', conversationId, q],
    queryFn: ({ signal }) =>
      get<{ items: CannedReply[] }>('/api/canned-replies', { query: { q, conversation: conversationId, limit: 20 }, signal }),
    enabled: wanted?.sign === '/',
    placeholderData: (before) => before,
  });
  if (wanted === null) return null;
  if (wanted.sign === '/') return canned.data?.items.map(toSuggestion) ?? [];
  return members
    .filter(({ name, disabledAt }) => disabledAt === null && matchesWords(name, wanted.words))
    .slice(0, 8)
    .map(({ id, name }) => ({ key: id, title: name, hint: '', words: `@${name} `, missing: [] }));
}

function toSuggestion({ id, shortcut, title, text, filled }: CannedReply): Suggestion {
  return { key: id, title: `/${shortcut}`, hint: title, words: filled?.text ?? text, missing: filled?.missing ?? [] };
}

interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onChoose: (one: Suggestion) => void;
}

export function SuggestionList({ id, suggestions, active, onActive, onChoose }: SuggestionListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active]);
  return (
    <div className="absolute inset-x-2 bottom-full z-20 mb-1 rounded-control border border-line bg-raised shadow-float animate-appear">
      <div ref={list} id={id} role="listbox" aria-label={t('conversation:suggestions')} className="max-h-64 overflow-y-auto p-1">
        {suggestions.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text below takes the keys (aria-activedescendant).
          <div
            key={one.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => onActive(index)}
            // Before the text loses the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one)}
            className={classes('cursor-pointer rounded-[4px] px-2 py-1.5', index === active && 'bg-sunken')}
          >
            <span className="flex gap-2">
              <bdi className="font-strong">{one.title}</bdi>
              <bdi className="truncate text-muted">{one.hint}</bdi>
            </span>
            {one.title.startsWith('/') && (
              <span dir="auto" className="line-clamp-2 text-small [overflow-wrap:anywhere]">
                {one.words}
              </span>
            )}
            {one.missing.length > 0 && (
              <span className="block text-small text-amber">{t('conversation:gapsEmpty', { gaps: one.missing.join(', ') })}</span>
            )}
          </div>
        ))}
      </div>
      {suggestions.length === 0 && <p className="px-3 py-2 text-muted">{t('conversation:noSuggestions')}</p>}
    </div>
  );
}
