import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye, EyeOff, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listQuery } from '#web/data/by-address.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { formatDay, formatMoment, formatNumber, type Reader } from '#web/i18n/format.ts';
import { IconButton } from '#web/ui/button.tsx';
import type { Attribute } from '../../../../modules/contacts/contract.ts';
import { AttributeForm } from './attribute-form.tsx';
import type { AttributeValue } from './attribute-value.ts';
import { extrasQuery, useExtras } from './contact-queries.ts';
import { Part } from './part.tsx';

/** What the organization keeps about its contacts, each in the form of its type; sensitive ones covered until somebody looks. */
export function Attributes({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: extras } = useExtras(contactId);
  const { data: defined } = useQuery({ staleTime: 300_000, ...listQuery<Attribute>('/api/attributes') });
  const [editing, setEditing] = useState<string | null>(null);
  if (!extras || !defined || defined.length === 0) return null;
  return (
    <Part title={t('conversation:panel.attributes')}>
      <dl className="flex flex-col gap-1.5">
        {defined.map((attribute) =>
          editing === attribute.key ? (
            <AttributeForm
              key={attribute.id}
              contactId={contactId}
              attribute={attribute}
              value={extras.attributes[attribute.key]}
              onSaved={(now) => {
                queries.setQueryData(extrasQuery(contactId).queryKey, now);
                setEditing(null);
              }}
              onDone={() => setEditing(null)}
            />
          ) : (
            <AttributeLine
              key={attribute.id}
              attribute={attribute}
              value={extras.attributes[attribute.key]}
              onEdit={() => setEditing(attribute.key)}
            />
          ),
        )}
      </dl>
    </Part>
  );
}

interface LineProps {
  readonly attribute: Attribute;
  readonly value: AttributeValue;
  readonly onEdit: () => void;
}

function AttributeLine({ attribute, value, onEdit }: LineProps) {
  const { t } = useTranslation();
  const reader = useReader();
  const [shown, setShown] = useState(false);
  const mayChange = usePermission('contacts.change');
  const mayRead = usePermission('attributes.read_sensitive') || !attribute.sensitive;
  const given = value !== null && value !== undefined;
  const covered = attribute.sensitive && given && !shown;
  const words = given ? asWords(value, attribute, { reader, yes: t('conversation:panel.yes'), no: t('conversation:panel.no') }) : '';
  return (
    <div className="group/line grid grid-cols-[7rem_minmax(0,1fr)] items-start gap-2">
      <dt className="py-1.5 text-muted [overflow-wrap:anywhere]">
        <bdi>{attribute.label}</bdi>
      </dt>
      <dd className="flex min-h-8 items-center gap-1">
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          {!mayRead && <span className="text-muted">{t('conversation:panel.notYours')}</span>}
          {mayRead && covered && <CoveredWords />}
          {mayRead && !covered && (given ? <bdi>{words}</bdi> : <span className="text-muted">–</span>)}
        </span>
        {mayRead && attribute.sensitive && given && (
          <IconButton icon={shown ? EyeOff : Eye} label={t(shown ? 'ui:hide' : 'ui:show')} onClick={() => setShown(!shown)} />
        )}
        {mayRead && mayChange && (
          <IconButton icon={Pencil} label={t('conversation:panel.changeAttribute', { name: attribute.label })} onClick={onEdit} />
        )}
      </dd>
    </div>
  );
}

function CoveredWords() {
  const { t } = useTranslation();
  return (
    <>
      <span aria-hidden>••••••</span>
      <span className="sr-only">{t('conversation:panel.covered')}</span>
    </>
  );
}

interface Wording {
  readonly reader: Reader;
  readonly yes: string;
  readonly no: string;
}

function asWords(value: NonNullable<AttributeValue>, { type }: Attribute, { reader, yes, no }: Wording): string {
  if (typeof value === 'boolean') return value ? yes : no;
  if (typeof value === 'number') return formatNumber(value, reader);
  if (typeof value !== 'string') return new Intl.ListFormat(reader.language, { type: 'unit' }).format(value);
  if (type === 'time') return formatMoment(value, reader);
  // A day has no zone: noon of it is that day everywhere.
  return type === 'date' ? formatDay(`${value.slice(0, 10)}T12:00:00Z`, { ...reader, timeZone: 'UTC' }) : value;
}
