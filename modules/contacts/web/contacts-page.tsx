import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ContactRound, Download, Plus, Upload } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { type Action, useActions } from '#web/shell/actions.ts';
import { Button } from '#web/ui/button.tsx';
import { Page } from '#web/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Table } from '#web/ui/table.tsx';
import type { ContactRow } from '../contract.ts';
import { useColumns } from './columns.tsx';
import { ContactsNav } from './contacts-nav.tsx';
import { rowsQuery } from './data.ts';
import { ContactFilter } from './filter.tsx';
import { type Filter, isFiltered, readFilter, toQuestion } from './question.ts';
import { nameOf } from './words.ts';

// What is not needed to look at the list comes when it is wanted.
const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }));
const ColumnsMenu = lazy(async () => ({ default: (await import('./columns-menu.tsx')).ColumnsMenu }));
const NewContact = lazy(async () => ({ default: (await import('./new-contact.tsx')).NewContact }));
const ExportDrawer = lazy(async () => ({ default: (await import('./export-drawer.tsx')).ExportDrawer }));

/** Everybody the organization knows: found by words, by a filter that reads as a sentence, by segment; changed many at a time. */
export function ContactsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const filter = readFilter(useSearch({ strict: false }));
  const rows = useInfiniteQuery(rowsQuery(toQuestion(filter)));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<'new' | 'export' | null>(null);
  const columns = useColumns();
  const items = useMemo(() => rows.data?.pages.flatMap((page) => page.items) ?? [], [rows.data]);
  const count = rows.data?.pages[0]?.count ?? null;
  const setFilter = (next: Filter) => {
    setSelected(new Set());
    // Typed words replace one another: going back leads to the page before, not to the letter before.
    void navigate({ to: '/contacts', search: next as never, replace: true });
  };
  const [resets, setResets] = useState(0);
  const reset = () => {
    setResets(resets + 1);
    setFilter({});
  };
  useContactActions(setOpened);
  const open = (one: ContactRow) => void navigate({ to: '/contacts/$id', params: { id: one.id } as never });
  const chosen = items.filter((one) => selected.has(one.id));
  return (
    <Page title={t('titles:contacts.title')} action={<PageActions onOpen={setOpened} />}>
      <ContactsNav />
      <ContactFilter key={resets} filter={filter} onFilter={setFilter} start={resets === 0 ? filter : {}} onReset={reset} />
      <div className="mt-3 mb-2 flex min-h-8 flex-wrap items-center justify-between gap-2">
        {chosen.length > 0 ? (
          <Suspense>
            <BulkBar chosen={chosen} onClear={() => setSelected(new Set())} />
          </Suspense>
        ) : (
          <p role="status" className="text-muted">
            {count !== null && t('contacts:count', { count })}
          </p>
        )}
        <Suspense>{chosen.length === 0 && <ColumnsMenu columns={columns} />}</Suspense>
      </div>
      {rows.isPending && <Skeleton lines={8} />}
      {rows.error && <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data && items.length === 0 && !rows.error && <Nobody filter={filter} onReset={reset} onNew={() => setOpened('new')} />}
      {items.length > 0 && (
        <div className="flex max-h-[calc(100dvh-370px)] min-h-90 flex-col">
          <Table
            label={t('titles:contacts.title')}
            items={items}
            keyOf={(one) => one.id}
            nameOf={(one) => nameOf(one) ?? t('contacts:unnamed')}
            columns={columns.shown}
            onOpen={open}
            selected={selected}
            onSelect={setSelected}
            onEnd={() => {
              if (rows.hasNextPage && !rows.isFetching) void rows.fetchNextPage();
            }}
          />
        </div>
      )}
      <Suspense>
        {opened === 'new' && <NewContact open onClose={() => setOpened(null)} />}
        {opened === 'export' && <ExportDrawer open onClose={() => setOpened(null)} segment={filter.segment ?? null} />}
      </Suspense>
    </Page>
  );
}

function PageActions({ onOpen }: { onOpen: (what: 'new' | 'export') => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayImport = usePermission('contacts.import');
  const mayExport = usePermission('contacts.export');
  const mayChange = usePermission('contacts.change');
  return (
    <>
      {mayExport && (
        <Button icon={Download} onClick={() => onOpen('export')}>
          {t('contacts:export.title')}
        </Button>
      )}
      {mayImport && (
        <Button icon={Upload} onClick={() => void navigate({ to: '/contacts/imports' })}>
          {t('contacts:import.action')}
        </Button>
      )}
      {mayChange && (
        <Button look="main" icon={Plus} onClick={() => onOpen('new')}>
          {t('contacts:new.action')}
        </Button>
      )}
    </>
  );
}

/** The keys of this page: "/" to the search, "c" for a new contact. */
function useContactActions(open: (what: 'new') => void): void {
  const { t } = useTranslation();
  const mayChange = usePermission('contacts.change');
  const actions = useMemo((): Action[] => {
    const group = t('titles:contacts.title');
    const search: Action = {
      id: 'contacts search',
      title: t('contacts:search'),
      group,
      shortcut: '/',
      run: () => document.querySelector<HTMLInputElement>('[data-contact-search] input')?.focus(),
    };
    const create: Action = { id: 'contacts new', title: t('contacts:new.action'), group, shortcut: 'c', run: () => open('new') };
    return mayChange ? [search, create] : [search];
  }, [t, mayChange, open]);
  // Before those of the frame, whose "/" looks everywhere.
  useActions(actions, true);
}

function Nobody({ filter, onReset, onNew }: { filter: Filter; onReset: () => void; onNew: () => void }) {
  const { t } = useTranslation();
  const mayChange = usePermission('contacts.change');
  const seesAll = usePermission('contacts.see_all');
  if (isFiltered(filter))
    return (
      <EmptyState
        icon={ContactRound}
        title={t('contacts:nobody.filtered')}
        action={<Button onClick={onReset}>{t('ui:resetFilter')}</Button>}
      >
        {t('contacts:nobody.filteredText')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={ContactRound}
      title={seesAll ? t('contacts:nobody.title') : t('contacts:nobody.given')}
      action={mayChange && <Button onClick={onNew}>{t('contacts:new.action')}</Button>}
    >
      {seesAll ? t('contacts:nobody.text') : t('contacts:nobody.givenText')}
    </EmptyState>
  );
}
