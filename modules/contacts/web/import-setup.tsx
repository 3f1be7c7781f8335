import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useReader } from '#web/data/reader.ts';
import { Combobox } from '#web/ui/combobox.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form, useFieldFault } from '#web/ui/form.tsx';
import { Select, TextInput } from '#web/ui/inputs.tsx';
import { Section } from '#web/ui/page.tsx';
import type { Import, ImportOptions } from '../contract.ts';
import { attributesQuery, importQuery, tagsQuery } from './data.ts';
import { addressMeanings, guessed, type Mapping, mappingFault, meaningKey, meanings, ownMeanings } from './import-mapping.ts';
import { useContactSending } from './use-contact-sending.ts';

const modes = ['both', 'create', 'update'] as const;

/** What is in the file, what each column holds, and how it shall be taken. Nothing is imported before it is started. */
export function ImportSetup({ found }: { readonly found: Import }) {
  const { t } = useTranslation();
  const { language } = useReader();
  const queries = useQueryClient();
  const listId = useId();
  const tags = useQuery(tagsQuery).data ?? [];
  const [mapping, setMapping] = useState(guessed(found));
  const [mode, setMode] = useState<ImportOptions['mode']>('both');
  const [country, setCountry] = useState('');
  const [tag, setTag] = useState('');
  const fault = mappingFault(mapping);
  const sending = useContactSending(
    () => {
      const body = { columns: [...mapping], mode, ...(country ? { country } : {}), tags: tag.trim() ? [tag.trim()] : [] };
      return post<Import>(`/api/contact-imports/${found.id}/start`, { body });
    },
    (started) => queries.setQueryData(importQuery(found.id).queryKey, started),
  );
  const faultOf = useFieldFault(sending.error);
  return (
    <Form
      onSubmit={() => fault === null && sending.send(undefined)}
      error={sending.error}
      fields={['tags']}
      busy={sending.busy}
      submit={t('contacts:import.start', { count: found.rows })}
    >
      <Section title={t('contacts:import.columns')} description={t('contacts:import.columnsText', { count: found.rows })}>
        <MappingTable found={found} mapping={mapping} onMapping={setMapping} />
        {fault && <MappingFaultLine fault={fault} />}
      </Section>
      <Section title={t('contacts:import.how')}>
        <div className="grid gap-4 two:grid-cols-3">
          <Field label={t('contacts:import.mode')}>
            <Select
              value={mode}
              onValue={(next) => setMode(next as ImportOptions['mode'])}
              options={modes.map((value) => ({ value, label: t(`contacts:import.modes.${value}`) }))}
            />
          </Field>
          <Field label={t('contacts:import.country')} hint={t('contacts:import.countryHint')}>
            <Combobox
              value={country}
              onValue={setCountry}
              placeholder={t('contacts:import.ownCountry')}
              options={[{ value: '', label: t('contacts:import.ownCountry') }, ...countryOptions(language)]}
            />
          </Field>
          <Field label={t('contacts:import.tag')} hint={t('contacts:import.tagHint')} error={faultOf('tags', t('contacts:import.tag'))}>
            <TextInput value={tag} onChange={(event) => setTag(event.target.value)} list={listId} maxLength={60} />
          </Field>
          <datalist id={listId}>
            {tags.map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
          </datalist>
        </div>
      </Section>
    </Form>
  );
}

function MappingFaultLine({ fault }: { readonly fault: NonNullable<ReturnType<typeof mappingFault>> }) {
  const { t } = useTranslation();
  const words = useMeaningWords();
  return (
    <p role="alert" className="mt-3 text-ember">
      {fault === 'noAddress' ? t('contacts:import.noAddress') : t('contacts:import.twice', { what: words(fault.twice) })}
    </p>
  );
}

interface MappingProps {
  readonly found: Import;
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
}

/** A line a column: its name, what it holds, the first cells, and what would be refused. */
function MappingTable({ found: { preview }, mapping, onMapping }: MappingProps) {
  const { t } = useTranslation();
  const words = useMeaningWords();
  const attributes = useQuery(attributesQuery).data ?? [];
  // Names may be the same; columns keep their order.
  const keys = preview.columns.map(({ name }, index) => `${index} ${name}`);
  return (
    <ul className="flex flex-col">
      {preview.columns.map((column, index) => {
        const meaning = mapping[index] ?? 'ignore';
        const cells = preview.firstRows.map((row) => row[index] ?? '').filter((cell) => cell !== '');
        return (
          <li
            key={keys[index]}
            className="grid items-start gap-x-4 gap-y-1.5 border-b border-line py-3 last:border-0 two:grid-cols-[1fr_14rem_1.4fr]"
          >
            <span dir="auto" className="font-strong [overflow-wrap:anywhere] two:pt-1.5">
              {column.name}
            </span>
            <Select
              aria-label={t('contacts:import.holds', { column: column.name })}
              value={meaning}
              onValue={(next) => onMapping(mapping.map((one, at) => (at === index ? next : one)))}
              options={meanings(attributes, column.guess).map((value) => ({ value, label: words(value) }))}
            />
            <span className="min-w-0 text-small">
              <span dir="auto" className="block truncate text-muted">
                {cells.slice(0, 3).join(' · ')}
              </span>
              {column.empty > 0 && <span className="block text-muted">{t('contacts:import.empty', { count: column.empty })}</span>}
              {/* What was counted is about the guess; about another meaning nothing is known yet. */}
              {column.faults > 0 && meaning === column.guess && (
                <span className="block text-ember">{t('contacts:import.faults', { count: column.faults })}</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function useMeaningWords(): (meaning: string) => string {
  const { t } = useTranslation();
  const attributes = useQuery(attributesQuery).data ?? [];
  const own = ['ignore', ...ownMeanings, ...addressMeanings] as readonly string[];
  return (meaning) => {
    if (own.includes(meaning)) return t(`contacts:import.meaning.${meaningKey(meaning)}`);
    return attributes.find(({ key }) => meaning === `attribute:${key}`)?.label ?? meaning;
  };
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** ISO 3166-1 by the names in the reader's language. */
function countryOptions(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((value) => {
      const label = names.of(value);
      return label === undefined ? [] : [{ value, label, hint: value }];
    })
    .sort((one, other) => one.label.localeCompare(other.label, language));
}
