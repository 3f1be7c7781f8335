import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus, Text } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredText } from '#contract/texts.ts';
import { ApiError, post } from '#web/data/api.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { TextArea, TextInput } from '#web/ui/inputs.tsx';
import { StateMark } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { textsQuery } from './queries.ts';
import { nameOf } from './text-draft.ts';

/** Texts that are written once and said in several flows. */
export function TextsPage() {
  const { t } = useTranslation();
  const mayChange = usePermission('texts.change');
  const texts = useQuery(textsQuery);
  const [adding, setAdding] = useState(false);
  const add = mayChange && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('texts:add')}
    </Button>
  );
  return (
    <Page title={t('titles:texts.title')} description={t('texts:intro')} width="text" action={texts.data?.length ? add : null}>
      {texts.isPending && <Skeleton lines={5} />}
      {texts.error && <ErrorState error={texts.error} onRetry={() => void texts.refetch()} />}
      {texts.data?.length === 0 && (
        <EmptyState icon={Text} title={t('texts:none')} action={add}>
          {t('texts:noneText')}
        </EmptyState>
      )}
      {texts.data && texts.data.length > 0 && (
        <Rows label={t('titles:texts.title')}>
          {texts.data.map((text) => (
            <Row
              key={text.id}
              to={`/settings/texts/${text.id}`}
              title={text.title}
              state={<TextStateMark text={text} />}
              text={
                <>
                  <bdi dir="ltr">{`{{ text.${text.name} }}`}</bdi>
                  <span>{t('texts:usedBy', { count: text.usedBy.length })}</span>
                </>
              }
            />
          ))}
        </Rows>
      )}
      <Drawer open={adding} onOpenChange={setAdding} title={t('texts:add')} description={t('texts:addText')}>
        <NewText />
      </Drawer>
    </Page>
  );
}

/** Whether flows say it, and as it stands in the draft. */
export function TextStateMark({ text: { version, changed } }: { readonly text: Pick<StoredText, 'version' | 'changed'> }) {
  const { t } = useTranslation();
  if (version === null) return <StateMark tone="amber">{t('texts:state.draft')}</StateMark>;
  return (
    <StateMark tone={changed ? 'amber' : 'leaf'}>{t(changed ? 'texts:state.changed' : 'texts:state.published', { version })}</StateMark>
  );
}

function NewText() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [words, setWords] = useState('');
  const name = nameOf(title);
  const { send, busy, error } = useSending(
    () => post<StoredText>('/api/texts', { body: { name, title: title.trim(), content: { words: { [language]: words } } } }),
    (made: StoredText) => {
      void queries.invalidateQueries({ queryKey: textsQuery.queryKey });
      void navigate({ to: `/settings/texts/${made.id}` });
    },
  );
  const taken = error instanceof ApiError && error.code === 'texts.name_taken';
  return (
    <Form
      onSubmit={() => send(undefined)}
      error={taken ? null : error}
      fields={[]}
      busy={busy}
      disabled={name === '' || words.trim() === ''}
      submit={t('texts:make')}
    >
      <Field
        label={t('texts:title')}
        hint={name === '' ? t('texts:titleHint') : t('texts:calledAs', { gap: `{{ text.${name} }}` })}
        error={taken ? t('texts:taken') : title.trim() !== '' && name === '' ? t('texts:latin') : undefined}
      >
        <TextInput dir="auto" maxLength={80} value={title} onChange={({ target }) => setTitle(target.value)} />
      </Field>
      <Field label={t('texts:wordsIn', { language })}>
        <TextArea dir="auto" rows={4} maxLength={4096} value={words} onChange={({ target }) => setWords(target.value)} />
      </Field>
    </Form>
  );
}
