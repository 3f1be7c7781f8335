import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { classes } from '#web/ui/classes.ts';
import { Avatar, Badge } from '#web/ui/marks.tsx';
import type { Column } from '#web/ui/table.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { ContactRow } from '../contract.ts';
import { attributesQuery, membersQuery } from './data.ts';
import { useChannelName } from './options.ts';
import { addressWords, isSimulated, isTest, languageWords, nameOf, valueWords } from './words.ts';

export interface Columns {
  readonly shown: readonly Column<ContactRow>[];
  /** Those that may be shown or not. */
  readonly choices: readonly { readonly key: string; readonly header: string; readonly shown: boolean }[];
  readonly toggle: (key: string) => void;
}

const place = 'baraza.contacts.columns';
const standard = ['address', 'tags', 'assigned', 'seen'];

function readChosen(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    return Array.isArray(kept) ? kept.map(String) : standard;
  } catch {
    return standard;
  }
}

/** What stands beside the names; each person's choice, kept in their browser. */
export function useColumns(): Columns {
  const [chosen, setChosen] = useState(readChosen);
  const { t } = useTranslation();
  const all = useAllColumns();
  const name: Column<ContactRow> = { key: 'name', header: t('contacts:column.name'), cell: (one) => <NameCell contact={one} /> };
  return {
    shown: [name, ...all.filter(({ key }) => chosen.includes(key))],
    choices: all.map(({ key, header }) => ({ key, header, shown: chosen.includes(key) })),
    toggle(key) {
      const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key];
      localStorage.setItem(place, JSON.stringify(next));
      setChosen(next);
    },
  };
}

function useAllColumns(): readonly Column<ContactRow>[] {
  const { t } = useTranslation();
  const reader = useReader();
  const attributes = useQuery(attributesQuery).data ?? [];
  const members = useQuery({ ...membersQuery, enabled: usePermission('members.read') }).data ?? [];
  const memberName = (id: string) => members.find((one) => one.id === id)?.name;
  const words = { yes: t('contacts:yes'), no: t('contacts:no'), reader };
  const column = (key: string, cell: (one: ContactRow) => ReactNode, more: Partial<Column<ContactRow>> = {}): Column<ContactRow> => ({
    key,
    header: t(`contacts:column.${key}`),
    cell,
    minor: true,
    ...more,
  });
  return [
    column('address', (one) => <Addresses contact={one} />),
    column('tags', (one) => <TagsCell tags={one.tags} />),
    column('assigned', (one) => <Cut>{one.assignedTo.flatMap((id) => memberName(id) ?? []).join(', ')}</Cut>),
    column('language', (one) => one.language && languageWords(one.language, reader.language)),
    column(
      'seen',
      (one) => (one.lastSeenAt ? <RelativeTime time={one.lastSeenAt} /> : <span className="text-muted">{t('contacts:never')}</span>),
      {
        minor: false,
      },
    ),
    column('since', (one) => <RelativeTime time={one.firstSeenAt} />),
    ...attributes
      .filter((one) => !one.sensitive)
      .map((attribute) => ({
        key: `attribute:${attribute.key}`,
        header: attribute.label,
        cell: (one: ContactRow) => <Cut>{valueWords(one.attributes[attribute.key], attribute, words)}</Cut>,
        minor: true,
        numeric: attribute.type === 'number',
      })),
  ];
}

function Cut({ children }: { readonly children: ReactNode }) {
  return (
    <span dir="auto" className="block max-w-56 truncate">
      {children}
    </span>
  );
}

function NameCell({ contact }: { readonly contact: ContactRow }) {
  const { t } = useTranslation();
  const name = nameOf(contact) ?? t('contacts:unnamed');
  const marked = isTest(contact) || contact.optedOut;
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={name} size="small" />
      {/* Beside a badge there is less room on a phone. */}
      <bdi className={classes('block max-w-72 truncate', marked ? 'max-three:max-w-44 max-two:max-w-40' : 'max-three:max-w-56')}>
        {name}
      </bdi>
      {isTest(contact) && <Badge>{t('contacts:testContact')}</Badge>}
      {contact.optedOut && <Badge tone="amber">{t('contacts:optedOut')}</Badge>}
    </span>
  );
}

function Addresses({ contact: { identities } }: { readonly contact: ContactRow }) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  // The number is what people ask for.
  const first = identities.find(({ kind }) => kind === 'phone') ?? identities.find((one) => !isSimulated(one)) ?? identities[0];
  if (!first) return null;
  return (
    <span className="flex items-baseline gap-1.5 whitespace-nowrap">
      {isSimulated(first) ? (
        <span className="text-muted">{channelName(first.channelType)}</span>
      ) : (
        <bdi dir="ltr" className="block max-w-52 truncate">
          {addressWords(first)}
        </bdi>
      )}
      {identities.length > 1 && <span className="text-small text-muted">{t('contacts:more', { count: identities.length - 1 })}</span>}
    </span>
  );
}

/** Two of them, and how many more. */
const tagsShown = 2;

function TagsCell({ tags }: { readonly tags: ContactRow['tags'] }) {
  const { t } = useTranslation();
  return (
    <span className="flex max-w-72 items-center gap-1">
      {tags.slice(0, tagsShown).map(({ id, name }) => (
        <span key={id} className="min-w-0">
          <Badge>{name}</Badge>
        </span>
      ))}
      {tags.length > tagsShown && (
        <span className="shrink-0 text-small text-muted">{t('contacts:more', { count: tags.length - tagsShown })}</span>
      )}
    </span>
  );
}
