import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CheckCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail, Duplicate, Merge } from '#contract/contacts.ts';
import { post } from '#web/data/api.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { Combobox } from '#web/ui/combobox.tsx';
import { Field } from '#web/ui/field.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import { ComparedContact } from './compared-contact.tsx';
import { ContactsNav } from './contacts-nav.tsx';
import { contactQuery, duplicatesQuery, rowsQuery } from './data.ts';
import { FaultLine } from './fault-line.tsx';
import { useAddressWords } from './options.ts';
import { useContactSending } from './use-contact-sending.ts';
import { nameOf } from './words.ts';

/** Records that may be one person, side by side. Nobody is merged by itself, and every merge can be taken back for 30 days. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const { one, other } = useSearch({ strict: false }) as { one?: string; other?: string };
  return (
    <Page title={t('titles:contacts.duplicates')} description={t('contacts:merge.text')}>
      <ContactsNav />
      {one === undefined ? <Suggested /> : <Chosen one={one} other={other ?? null} />}
    </Page>
  );
}

function Suggested() {
  const { t } = useTranslation();
  const found = useInfiniteQuery(duplicatesQuery);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {found.isPending && <Skeleton lines={6} />}
      {found.error && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && (
        <EmptyState icon={CheckCheck} title={t('contacts:merge.none')}>
          {t('contacts:merge.noneText')}
        </EmptyState>
      )}
      {items.map((one) => (
        <Pair key={one.contactIds.join()} duplicate={one} />
      ))}
      {found.hasNextPage && (
        <div>
          <Button busy={found.isFetching} onClick={() => void found.fetchNextPage()}>
            {t('contacts:merge.further')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Of more than two the first two; when they are one, the next come. */
function Pair({ duplicate: { contactIds, reason } }: { readonly duplicate: Duplicate }) {
  const { t } = useTranslation();
  const [first, second] = contactIds as [string, string];
  return (
    <Section title={t(`contacts:merge.reason.${reason}`)}>
      <Compare one={first} other={second} />
    </Section>
  );
}

/** Somebody saw it themselves: one is given, the other is looked for. */
function Chosen({ one, other }: { readonly one: string; readonly other: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const wordsOf = useAddressWords();
  const [words, setWords] = useState('');
  const first = useQuery(contactQuery(one));
  const found = useInfiniteQuery({ ...rowsQuery({ q: words.trim() }), enabled: words.trim().length >= 2 });
  const rows = (found.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => id !== one);
  const title = first.data ? t('contacts:merge.chosen', { name: nameOf(first.data) ?? t('contacts:unnamed') }) : t('contacts:merge.with');
  return (
    <Section title={title}>
      <div className="mb-4 max-w-110">
        <Field label={t('contacts:merge.other')}>
          <Combobox
            options={rows.map((row) => ({
              value: row.id,
              label: nameOf(row) ?? t('contacts:unnamed'),
              hint: row.identities.map(wordsOf).join(', '),
            }))}
            value={other}
            onSearch={setWords}
            onValue={(id) => void navigate({ to: '/contacts/duplicates', search: { one, other: id } as never, replace: true })}
            placeholder={t('contacts:search')}
          />
        </Field>
      </div>
      {first.error && <ErrorState error={first.error} onRetry={() => void first.refetch()} />}
      {other !== null && other !== one && (
        <Compare one={one} other={other} onDone={(id) => void navigate({ to: `/contacts/${id}`, replace: true })} />
      )}
    </Section>
  );
}

interface CompareProps {
  readonly one: string;
  readonly other: string;
  readonly onDone?: (keptId: string) => void;
}

/** Side by side; which of the two stays is chosen, and what the other adds is joined to it. */
function Compare({ one, other, onDone }: CompareProps) {
  const { t } = useTranslation();
  const pair = [useQuery(contactQuery(one)), useQuery(contactQuery(other))];
  const [keptId, setKeptId] = useState(one);
  const undoing = useContactSending(
    (id: string) => post(`/api/contact-merges/${id}/undo`),
    () => tell(t('contacts:merge.undone')),
  );
  const merging = useContactSending(
    () => post<Merge>(`/api/contacts/${keptId}/merge`, { body: { otherId: keptId === one ? other : one } }),
    (merge) => {
      tell(t('contacts:merge.done'), { undo: () => undoing.send(merge.id) });
      onDone?.(merge.keptId);
    },
  );
  const contacts = pair.flatMap(({ data }) => (data ? [data] : [])) as ContactDetail[];
  const error = pair.find((query) => query.error)?.error;
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all(pair.map((query) => query.refetch()))} />;
  if (contacts.length < 2) return <Skeleton lines={4} />;
  return (
    <>
      <fieldset>
        <legend className="mb-2 text-muted">{t('contacts:merge.choose')}</legend>
        <div className="grid gap-3 two:grid-cols-2">
          {contacts.map((contact) => (
            <label
              key={contact.id}
              className={classes(
                'flex min-w-0 cursor-pointer gap-3 rounded-card border p-4',
                contact.id === keptId ? 'border-acacia bg-acacia-soft' : 'border-line hover:border-edge',
              )}
            >
              <input
                type="radio"
                name={`keep ${one} ${other}`}
                checked={contact.id === keptId}
                onChange={() => setKeptId(contact.id)}
                className="mt-1 size-4 shrink-0 accent-acacia"
              />
              <ComparedContact contact={contact} kept={contact.id === keptId} />
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button look="main" busy={merging.busy} onClick={() => merging.send(undefined)}>
          {t('contacts:merge.action')}
        </Button>
        <span className="text-muted">{t('contacts:merge.what')}</span>
      </div>
      <FaultLine error={merging.error ?? undoing.error} />
    </>
  );
}
