import { useQuery } from '@tanstack/react-query';
import { Braces } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import { CopyButton } from '#web/ui/copy.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextInput } from '#web/ui/inputs.tsx';
import { Page } from '#web/ui/page.tsx';
import { matchesWords } from '#web/ui/search.ts';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Table } from '#web/ui/table.tsx';
import { PersonChoice } from './person-choice.tsx';
import { variablesOf } from './queries.ts';

/** Everything that texts and conditions may name, with what it is for somebody, or an example. */
export function VariablesPage() {
  const { t } = useTranslation();
  const [conversation, setConversation] = useState('');
  const [words, setWords] = useState('');
  const mayAs = usePermission('conversations.read');
  const variables = useQuery(variablesOf(mayAs ? conversation : ''));
  const found = (variables.data?.items ?? []).filter(({ name, summary }) => matchesWords(`${name} ${summary}`, words));
  const shown = (value: unknown) =>
    value === null || value === undefined ? t('texts:variables.unknown') : Array.isArray(value) ? value.join(', ') : String(value);
  return (
    <Page title={t('titles:texts.variables')} description={t('texts:variables.text')}>
      <div className="mb-4 grid max-w-180 gap-4 two:grid-cols-2">
        <Field label={t('texts:variables.find')}>
          <TextInput type="search" value={words} onChange={({ target }) => setWords(target.value)} />
        </Field>
        <PersonChoice value={conversation} onValue={setConversation} />
      </div>
      {variables.isPending && <Skeleton lines={8} />}
      {variables.error && <ErrorState error={variables.error} onRetry={() => void variables.refetch()} />}
      {variables.data && found.length === 0 && <EmptyState icon={Braces} title={t('ui:nothingFound')} />}
      {found.length > 0 && (
        <Table
          label={t('titles:texts.variables')}
          items={found}
          keyOf={({ name }) => name}
          columns={[
            {
              key: 'name',
              header: t('texts:variables.name'),
              cell: ({ name, always }) => (
                <span className="flex items-center gap-1">
                  <bdi dir="ltr" className="font-strong">
                    {name}
                  </bdi>
                  <CopyButton text={always ? `{{ ${name} }}` : `{{ ${name} | default: "…" }}`} />
                </span>
              ),
            },
            {
              key: 'value',
              header: t(conversation === '' ? 'texts:variables.example' : 'texts:variables.now'),
              cell: ({ value }) => (
                <span dir="auto" className="block max-w-80 truncate">
                  {shown(value)}
                </span>
              ),
            },
            {
              key: 'summary',
              header: t('texts:variables.about'),
              minor: true,
              cell: ({ summary }) => <bdi className="text-muted">{summary}</bdi>,
            },
            {
              key: 'always',
              header: t('texts:variables.known'),
              minor: true,
              cell: ({ always }) => t(always ? 'texts:variables.always' : 'texts:variables.maybe'),
            },
          ]}
        />
      )}
    </Page>
  );
}
