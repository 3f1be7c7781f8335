import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ChartColumn, HandHeart, Siren } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { usePaged } from '#web/data/use-paged.ts';
import { Button } from '#web/ui/button.tsx';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { classes } from '#web/ui/classes.ts';
import { FilterSentence } from '#web/ui/filter-sentence.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { MoreButton } from '#web/ui/more-button.tsx';
import { Page } from '#web/ui/page.tsx';
import { useRowKeys } from '#web/ui/row-keys.ts';
import { rowLook } from '#web/ui/row-look.ts';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { CarePerson } from '../contract.ts';
import { AttentionMarks, MoodWords } from './marks.tsx';
import { isDue } from './words.ts';

/** The people somebody looks after: who needs them now stands first, then who was silent longest. */
export function PeoplePage() {
  const { t } = useTranslation();
  const mayCount = usePermission('care.statistics');
  const mayOpen = usePermission('care.break_glass');
  return (
    <Page
      title={t('titles:care.title')}
      description={t('care:text')}
      action={
        <>
          {mayCount && (
            <ButtonLink to="/care/numbers" icon={ChartColumn}>
              {t('titles:care.numbers')}
            </ButtonLink>
          )}
          {mayOpen && (
            <ButtonLink to="/care/open" icon={Siren}>
              {t('care:emergency')}
            </ButtonLink>
          )}
        </>
      }
    >
      <div className="mb-3">
        <Filter />
      </div>
      <People />
    </Page>
  );
}

const shows = ['everybody', 'needs_now'] as const;
const whoses = ['mine', 'all'] as const;

function useFilter() {
  const search = useSearch({ strict: false }) as { show?: string; whose?: string };
  const seesAll = usePermission('contacts.see_all');
  return {
    seesAll,
    show: shows.find((one) => one === search.show) ?? 'everybody',
    // Who sees everybody is there for all of them.
    whose: whoses.find((one) => one === search.whose) ?? (seesAll ? 'all' : 'mine'),
  };
}

function useGo() {
  const navigate = useNavigate();
  return (search: { show?: string; whose?: string }) => void navigate({ to: '/care', search: search as never, replace: true });
}

function Filter() {
  const { t } = useTranslation();
  const { show, whose, seesAll } = useFilter();
  const go = useGo();
  const choices = {
    show: {
      label: t('care:filter.show'),
      value: show,
      options: shows.map((value) => ({ value, label: t(`care:filter.${value}`) })),
      onValue: (value: string) => go({ show: value, whose }),
    },
    whose: {
      label: t('care:filter.whose'),
      value: whose,
      options: whoses.map((value) => ({ value, label: t(`care:filter.${value}`) })),
      onValue: (value: string) => go({ show, whose: value }),
    },
  };
  const isPlain = show === 'everybody' && whose === (seesAll ? 'all' : 'mine');
  return (
    <FilterSentence
      sentence={t(seesAll ? 'care:filter.sentenceAll' : 'care:filter.sentence', { show: '{show}', whose: '{whose}' })}
      choices={choices}
      onReset={isPlain ? undefined : () => go({})}
    />
  );
}

function People() {
  const { show, whose } = useFilter();
  const people = usePaged<CarePerson>(['care', 'people', show, whose], '/api/care-people', {
    query: { show, whose },
    live: { changes: ['incident', 'contact'] },
  });
  if (people.isPending) return <Skeleton lines={6} />;
  if (!people.items) return <ErrorState error={people.error} onRetry={people.refetch} />;
  if (people.items.length === 0) return <Nobody />;
  return (
    <>
      <Rows people={people.items} />
      <MoreButton list={people} />
    </>
  );
}

/** Each row leads to its person, by a tap, and by the keys of every list. */
function Rows({ people }: { readonly people: readonly CarePerson[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  const keys = useRowKeys({
    count: people.length,
    show: (index) => list.current?.children[index]?.scrollIntoView({ block: 'nearest' }),
    onOpen: (index) => void navigate({ to: `/care/${people[index]?.id}` as string }),
  });
  return (
    <section
      aria-label={t('titles:care.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys of its rows.
      tabIndex={0}
      onKeyDown={(event) => {
        // Enter on a link is the link’s own.
        if (event.key !== 'Enter' || event.target === event.currentTarget) keys.onKeyDown(event);
      }}
      className="group rounded-card border border-line bg-raised"
    >
      <ul ref={list}>
        {people.map((person, index) => (
          <li
            key={person.id}
            className={classes(
              'relative border-b border-line last:border-0',
              rowLook({ open: false, selected: false, active: index === keys.active }),
            )}
          >
            <PersonRow person={person} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Nobody() {
  const { t } = useTranslation();
  const { show, whose } = useFilter();
  const mayAssign = usePermission('care.assign');
  const go = useGo();
  if (show === 'needs_now') {
    return (
      <EmptyState
        icon={HandHeart}
        title={t('care:nobodyNow')}
        action={<Button onClick={() => go({ whose })}>{t('care:showEverybody')}</Button>}
      >
        {t('care:nobodyNowText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={HandHeart}
      title={t('care:nobody')}
      action={mayAssign && <ButtonLink to="/contacts">{t('care:chooseContact')}</ButtonLink>}
    >
      {t(mayAssign ? 'care:nobodyAssign' : 'care:nobodyText')}
    </EmptyState>
  );
}

function PersonRow({ person }: { readonly person: CarePerson }) {
  const { t } = useTranslation();
  const name = person.name ?? t('care:unnamed');
  return (
    <div className="flex items-start gap-3 px-4 py-3">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {/* The link takes the whole row. */}
          <Link
            to={`/care/${person.id}` as string}
            className="min-w-0 font-strong [overflow-wrap:anywhere] after:absolute after:inset-0 hover:underline"
          >
            <bdi>{name}</bdi>
          </Link>
          <AttentionMarks person={person} due={isDue(person, new Date())} />
        </p>
        <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
          <MoodWords person={person} />
          <span className="text-muted">
            {person.lastWroteAt ? (
              <>
                {t('care:lastWrote')} <RelativeTime time={person.lastWroteAt} />
              </>
            ) : (
              t('care:neverWrote')
            )}
          </span>
          {person.reviewAt && !isDue(person, new Date()) && (
            <span className="text-muted">
              {t('care:nextReview')} <RelativeTime time={person.reviewAt} />
            </span>
          )}
        </p>
        <p className="mt-0.5 text-small text-muted [overflow-wrap:anywhere]">
          {person.clinicians.length === 0
            ? t('care:inNobodysHands')
            : t('care:inHands', { names: person.clinicians.map((one) => one.name || t('care:somebody')).join(', ') })}
        </p>
      </div>
    </div>
  );
}
