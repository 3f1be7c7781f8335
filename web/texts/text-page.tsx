import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Rocket, Save } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredText, TextContent } from '#contract/texts.ts';
import { ApiError, patch, post, remove } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button } from '#web/ui/button.tsx';
import { DeleteByName } from '#web/ui/delete-by-name.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { AskBeforeLeaving } from '#web/ui/leaving.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import { textQuery, textsQuery } from './queries.ts';
import { changesBetween } from './text-draft.ts';
import { TextPreviewPane } from './text-preview.tsx';
import { TextVersions } from './text-versions.tsx';
import { TextWords } from './text-words.tsx';
import { TextStateMark } from './texts-page.tsx';

/** One stored text: its words in each language, as somebody would read it, and what was published. */
export function TextPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const text = useQuery(textQuery(id));
  if (text.data) return <Editor key={id} text={text.data} />;
  return (
    <Page title={t('titles:texts.one')}>
      {text.error ? <ErrorState error={text.error} onRetry={() => void text.refetch()} /> : <Skeleton lines={6} />}
    </Page>
  );
}

function Editor({ text }: { readonly text: StoredText }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayChange = usePermission('texts.change');
  const mayPublish = usePermission('texts.publish');
  const { base, content, setContent, dirty, meanwhile, takeTheirs, keepMine } = useDraft(text);
  const [gone, setGone] = useState(false);
  // Only when the page knows that it is gone: else it would ask about what is unsaved.
  useEffect(() => {
    if (gone) void navigate({ to: '/settings/texts' });
  }, [gone, navigate]);
  const empty = Object.keys(content.words).length === 0;
  const { saving, publishing, refresh } = useKeeping(base, content, dirty);
  const refused = saving.error ?? publishing.error;
  return (
    <Page
      title={text.title}
      state={<TextStateMark text={{ version: text.version, changed: text.changed || dirty }} />}
      description={
        <>
          <Link to="/settings/texts">{t('texts:toAll')}</Link> · <bdi dir="ltr">{`{{ text.${text.name} }}`}</bdi>
        </>
      }
      action={
        <>
          {mayChange && (
            <Button icon={Save} busy={saving.busy} disabled={!dirty || empty} onClick={() => saving.send(undefined)}>
              {t('texts:save')}
            </Button>
          )}
          {mayPublish && (
            <Button
              look="main"
              icon={Rocket}
              busy={publishing.busy}
              disabled={empty || !(dirty || text.changed)}
              onClick={() => publishing.send(undefined)}
            >
              {t('texts:publish', { version: (text.version ?? 0) + 1 })}
            </Button>
          )}
        </>
      }
    >
      {meanwhile && (
        <div role="alert" className="mb-4 flex flex-wrap items-center gap-3 rounded-control bg-amber-soft px-3 py-2 text-amber">
          <p className="min-w-0 flex-1">{t('texts:meanwhile.text')}</p>
          <Button onClick={keepMine}>{t('texts:meanwhile.mine')}</Button>
          <Button onClick={takeTheirs}>{t('texts:meanwhile.theirs')}</Button>
        </div>
      )}
      {refused && (
        <p role="alert" className="mb-4 rounded-control bg-ember-soft px-3 py-2 text-ember">
          {refused instanceof ApiError && refused.code === 'texts.faulty' ? <bdi lang="en">{refused.message}</bdi> : explainKnown(refused)}
        </p>
      )}
      <div className="grid gap-8 three:grid-cols-[minmax(0,1fr)_minmax(0,360px)]">
        <TextWords content={content} onContent={setContent} disabled={!mayChange} />
        <aside className="three:row-span-2">
          <div className="three:sticky three:top-4">
            <TextPreviewPane content={content} usedBy={text.usedBy} />
          </div>
        </aside>
        <div className="flex min-w-0 flex-col gap-8">
          <TextVersions text={text} mayPublish={mayPublish} onDone={refresh} />
          {mayPublish && text.usedBy.length === 0 && (
            <div>
              <DeleteByName
                name={text.title}
                text={t('texts:deleteText')}
                remove={() => remove(`/api/texts/${text.id}`)}
                onDone={() => {
                  refresh();
                  setGone(true);
                }}
              />
            </div>
          )}
        </div>
      </div>
      <AskBeforeLeaving when={dirty && !gone} />
    </Page>
  );
}

/** What is written here, upon the draft as it was read. What somebody else saved is taken over only where nothing of one's own is unsaved. */
function useDraft(text: StoredText) {
  const [base, setBase] = useState(text);
  const [content, setContent] = useState<TextContent>(text.content);
  const dirty = !isSame(content, base.content);
  const takeTheirs = useCallback(() => {
    setBase(text);
    setContent(text.content);
  }, [text]);
  const differs = base !== text;
  // What was saved or published from here stands here already.
  const settled = !dirty || isSame(content, text.content);
  useEffect(() => {
    if (differs && settled) takeTheirs();
  }, [differs, settled, takeTheirs]);
  return {
    base,
    content,
    setContent,
    dirty,
    meanwhile: differs && !settled && text.revision !== base.revision,
    takeTheirs,
    keepMine: () => setBase(text),
  };
}

const isSame = (one: TextContent, other: TextContent) => changesBetween(one, other).length === 0;

/** Saving the draft, and publishing it as it is on the page. */
function useKeeping(text: StoredText, content: TextContent, dirty: boolean) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: textsQuery.queryKey });
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1] ?? '').startsWith(`/api/texts/${text.id}`) });
  };
  const save = () => patch<StoredText>(`/api/texts/${text.id}`, { body: { content, revision: text.revision } });
  const keep = (now: StoredText) => {
    queries.setQueryData(textQuery(text.id).queryKey, now);
    refresh();
  };
  const saving = useSending(save, keep);
  const publishing = useSending(
    async () => {
      if (dirty) queries.setQueryData(textQuery(text.id).queryKey, await save());
      return post<StoredText>(`/api/texts/${text.id}/publish`, { body: {} });
    },
    (now: StoredText) => {
      keep(now);
      tell(t('texts:published', { version: now.version ?? 0 }));
    },
  );
  return { saving, publishing, refresh };
}
