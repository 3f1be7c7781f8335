import { useQuery } from '@tanstack/react-query';
import { ListFilterPlus, Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { FilterSentence } from '#web/ui/filter-sentence.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Skeleton } from '#web/ui/states.tsx';
import type { Condition } from '../contract.ts';
import { attributesQuery, segmentsQuery, tagsQuery } from './data.ts';
import { useChannelOptions } from './options.ts';
import { type Filter, isFiltered, seenChoices, type Where } from './question.ts';
import { conditionOn, isWhole } from './rule-fields.ts';

const RuleBuilder = lazy(async () => ({ default: (await import('./rule-builder.tsx')).RuleBuilder }));

interface FilterProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

interface ContactFilterProps extends FilterProps {
  /** What it begins with; the address follows a moment after a reset. */
  readonly start: Filter;
  readonly onReset: () => void;
}

/**
 * Words, a sentence, and further conditions when the sentence says too little. It is drawn anew by another `key` when everything is
 * reset: what is half written stands nowhere but here.
 */
export function ContactFilter({ filter, onFilter, start, onReset }: ContactFilterProps) {
  const { t } = useTranslation();
  const maySegments = usePermission('segments.read');
  return (
    <div className="flex flex-col gap-3">
      <div className="relative max-w-110" data-contact-search>
        <Search aria-hidden className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-muted" />
        <SearchInput filter={filter} onFilter={onFilter} start={start.q ?? ''} label={t('contacts:search')} />
      </div>
      {maySegments && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Sentence filter={filter} onFilter={onFilter} onReset={onReset} />
          <Further filter={filter} onFilter={onFilter} start={start.where ?? null} />
        </div>
      )}
    </div>
  );
}

/** Asks when somebody pauses, not with each letter. */
const pauseMs = 250;

function SearchInput({ filter, onFilter, start, label }: FilterProps & { readonly start: string; readonly label: string }) {
  const [words, setWords] = useState(start);
  useEffect(() => {
    if (words === (filter.q ?? '')) return;
    const { q: _before, ...rest } = filter;
    const timer = setTimeout(() => onFilter(words.trim() === '' ? rest : { ...rest, q: words }), pauseMs);
    return () => clearTimeout(timer);
  }, [words, filter, onFilter]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={words}
      onChange={(event) => setWords(event.target.value)}
      maxLength={100}
    />
  );
}

function Sentence({ filter, onFilter, onReset }: FilterProps & { readonly onReset: () => void }) {
  const { t } = useTranslation();
  const tags = useQuery(tagsQuery).data ?? [];
  const segments = useQuery(segmentsQuery).data ?? [];
  const channels = useChannelOptions();
  const choice = (name: 'segment' | 'tag' | 'channel' | 'seen', options: readonly { value: string; label: string }[]) => ({
    label: t(`contacts:filter.label.${name}`),
    value: filter[name] ?? '',
    options: [{ value: '', label: t(`contacts:filter.any.${name}`) }, ...options],
    onValue(value: string) {
      const { [name]: _before, ...rest } = filter;
      onFilter(value === '' ? rest : { ...rest, [name]: value });
    },
  });
  const named = (all: readonly { id: string; name: string }[]) => all.map(({ id, name }) => ({ value: id, label: name }));
  const seen = seenChoices.map((value) => ({ value, label: t(`contacts:filter.seen.${value}`) }));
  return (
    <FilterSentence
      sentence={t('contacts:filter.sentence', { segment: '{segment}', tag: '{tag}', channel: '{channel}', seen: '{seen}' })}
      choices={{
        segment: choice('segment', named(segments)),
        tag: choice('tag', named(tags)),
        channel: choice('channel', channels),
        seen: choice('seen', seen),
      }}
      onReset={isFiltered(filter) ? onReset : undefined}
    />
  );
}

/** Held here until it is whole; then it stands in the address. */
function Further({ filter, onFilter, start }: FilterProps & { readonly start: Where | null }) {
  const { t } = useTranslation();
  const tags = useQuery(tagsQuery).data ?? [];
  const attributes = useQuery(attributesQuery).data ?? [];
  const [draft, setDraft] = useState<Where | null>(start);
  const known = { tags, attributes };
  function change(next: Where | null) {
    setDraft(next);
    const conditions = next?.conditions.filter((one) => isWhole(one, attributes)) ?? [];
    const { where: _before, ...rest } = filter;
    onFilter(next && conditions.length > 0 ? { ...rest, where: { match: next.match, conditions } } : rest);
  }
  if (draft === null)
    return (
      <div>
        <Button look="quiet" icon={ListFilterPlus} onClick={() => change({ match: 'all', conditions: [conditionOn('language', known)] })}>
          {t('contacts:filter.more')}
        </Button>
      </div>
    );
  return (
    <div className="w-full rounded-card border border-line bg-raised p-3">
      <Suspense fallback={<Skeleton lines={2} />}>
        <RuleBuilder
          rule={{ match: draft.match, conditions: [...draft.conditions] }}
          onRule={({ match, conditions }) => change(conditions.length === 0 ? null : { match, conditions: conditions as Condition[] })}
          known={known}
          mayBeEmpty
        />
      </Suspense>
    </div>
  );
}
