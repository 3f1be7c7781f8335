import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Languages, SendHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelTemplate } from '#contract/channels.ts';
import { templateCategories, templateLanguage } from '#contract/template-faults.ts';
import { ApiError, post, put, remove } from '#web/data/api.ts';
import { oneQuery } from '#web/data/by-address.ts';
import { usePermission } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { ButtonLink } from '#web/ui/button-link.tsx';
import { DeleteByName } from '#web/ui/delete-by-name.tsx';
import { Field } from '#web/ui/field.tsx';
import { explainKnown, Form } from '#web/ui/form.tsx';
import { Select, TextInput } from '#web/ui/inputs.tsx';
import { AskBeforeLeaving } from '#web/ui/leaving.tsx';
import { Link } from '#web/ui/link.tsx';
import { Page } from '#web/ui/page.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import { type Draft, draftOf, emptyDraft, faultsBy, fixedBecause, nameFrom, toChange } from './template-draft.ts';
import { BodyFields, ButtonFields, FooterField, HeaderFields, type PartProps } from './template-fields.tsx';
import { CategoryMark, TemplateStateMark } from './template-marks.tsx';
import { TemplatePhone } from './template-phone.tsx';

const addressOf = (id: string, name: string, language: string) => `/api/channels/${id}/templates/${name}/${language}`;
const templateQuery = (id: string, name: string, language: string) =>
  oneQuery<ChannelTemplate>(addressOf(id, name, language), { changes: ['channel'], about: { channelId: id } });

/** A new template, or another language of one: `?from=name/language`. */
export function NewTemplatePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { from = '' } = useSearch({ strict: false }) as { from?: string };
  const [name = '', language = ''] = from.split('/');
  const other = useQuery({ ...templateQuery(id, name, language), enabled: from !== '' });
  if (from === '') return <Editor channelId={id} template={null} begin={emptyDraft} />;
  if (other.data) return <Editor channelId={id} template={null} begin={{ ...draftOf(other.data), language: '' }} />;
  return (
    <Page title={t('titles:templates.add')}>
      {other.error ? <ErrorState error={other.error} onRetry={() => void other.refetch()} /> : <Skeleton lines={6} />}
    </Page>
  );
}

export function TemplatePage() {
  const { t } = useTranslation();
  const { id = '', name = '', language = '' } = useParams({ strict: false }) as { id?: string; name?: string; language?: string };
  const template = useQuery(templateQuery(id, name, language));
  if (template.data) return <Editor key={`${name}/${language}`} channelId={id} template={template.data} begin={draftOf(template.data)} />;
  return (
    <Page title={t('titles:templates.one')}>
      {template.error ? <ErrorState error={template.error} onRetry={() => void template.refetch()} /> : <Skeleton lines={6} />}
    </Page>
  );
}

interface EditorProps {
  readonly channelId: string;
  /** Null: it is new. */
  readonly template: ChannelTemplate | null;
  readonly begin: Draft;
}

function Editor({ channelId, template, begin }: EditorProps) {
  const { t } = useTranslation();
  const may = usePermission('templates.change');
  const [draft, setDraft] = useState(begin);
  const [tried, setTried] = useState(false);
  const fixed = template && fixedBecause(template);
  const disabled = !may || fixed !== null;
  const faults = faultsBy(draft, tried);
  const named = template !== null || (draft.name !== '' && templateLanguage.test(draft.language));
  const { sending, leave, left } = useSendTemplate(channelId, template, draft);
  function submit(): void {
    setTried(true);
    if (named && faultsBy(draft, true).size === 0) sending.send(undefined);
  }
  const part: PartProps = { draft, onDraft: setDraft, faults, disabled };
  return (
    <Page
      title={template ? template.name : t('titles:templates.add')}
      state={template && <TemplateStateMark template={template} />}
      action={template && may && <Actions channelId={channelId} template={template} onDeleted={leave} />}
      description={<Link to={`/settings/channels/${channelId}?tab=templates`}>{t('templates:toAll')}</Link>}
    >
      {template && <Told template={template} fixed={fixed} />}
      <div className="grid gap-8 three:grid-cols-[minmax(0,1fr)_minmax(0,360px)]">
        <Form
          onSubmit={submit}
          error={null}
          fields={[]}
          busy={sending.busy}
          icon={SendHorizontal}
          disabled={disabled}
          look={disabled ? 'plain' : 'main'}
          submit={t(template ? 'templates:sendAgain' : 'templates:send')}
          aside={<span className="text-small text-muted">{t('templates:sendText')}</span>}
        >
          {!template && <NameFields draft={draft} onDraft={setDraft} tried={tried} />}
          <Field label={t('templates:category.label')} hint={t(`templates:category.text.${draft.category}`)}>
            <Select
              value={draft.category}
              disabled={disabled || template?.status === 'APPROVED'}
              options={templateCategories.map((value) => ({ value, label: t(`templates:category.is.${value}`) }))}
              onValue={(category) => setDraft({ ...draft, category: category as Draft['category'] })}
            />
          </Field>
          <HeaderFields {...part} />
          <BodyFields {...part} />
          <FooterField {...part} />
          <ButtonFields {...part} />
          {sending.error && <Refused error={sending.error} />}
          {tried && faults.size > 0 && (
            <p role="status" className="text-ember">
              {t('templates:faults', { count: faults.size })}
            </p>
          )}
        </Form>
        <aside className="three:sticky three:top-4 three:self-start">
          <TemplatePhone draft={draft} />
        </aside>
      </div>
      <AskBeforeLeaving when={!left && !disabled && JSON.stringify(draft) !== JSON.stringify(begin)} />
    </Page>
  );
}

/** Sent, or gone: the list knows, and the page is left without a question. */
function useSendTemplate(channelId: string, template: ChannelTemplate | null, draft: Draft) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [left, setLeft] = useState(false);
  const leave = () => {
    setLeft(true);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(channelId) });
  };
  // Only when the page knows that nothing on it is unsaved any more: else it would ask.
  useEffect(() => {
    if (left) void navigate({ to: `/settings/channels/${channelId}?tab=templates` });
  }, [left, navigate, channelId]);
  const sending = useSending(
    () =>
      template
        ? put<ChannelTemplate>(addressOf(channelId, template.name, template.language), { body: toChange(draft) })
        : post<ChannelTemplate>(`/api/channels/${channelId}/templates`, {
            body: { name: draft.name, language: draft.language, ...toChange(draft) },
          }),
    () => {
      tell(t('templates:sent'));
      leave();
    },
  );
  return { sending, leave, left };
}

function Actions({
  channelId,
  template: { name, language },
  onDeleted,
}: {
  readonly channelId: string;
  readonly template: ChannelTemplate;
  readonly onDeleted: () => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <ButtonLink icon={Languages} to={`/settings/channels/${channelId}/templates/new?from=${name}/${language}`}>
        {t('templates:addLanguage')}
      </ButtonLink>
      <DeleteByName
        name={name}
        text={t('templates:deleteText')}
        remove={() => remove(addressOf(channelId, name, language))}
        onDone={onDeleted}
      />
    </>
  );
}

/** In Meta's own words where it has some: it knows what it did not like. */
function Refused({ error }: { readonly error: unknown }) {
  const words = error instanceof ApiError && error.code === 'channels.provider_refused' ? error.message : null;
  return (
    <p role="alert" className="rounded-control bg-ember-soft px-3 py-2 text-ember">
      {words === null ? explainKnown(error) : <bdi lang="en">{words}</bdi>}
    </p>
  );
}

/** What Meta decided, and why it cannot be changed where it cannot. */
function Told({ template, fixed }: { readonly template: ChannelTemplate; readonly fixed: 'deciding' | 'more' | null }) {
  const { t } = useTranslation();
  const { language, reason, status } = template;
  return (
    <div className="mb-5 flex max-w-160 flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <span>{t('templates:inLanguage', { language })}</span>
        <CategoryMark template={template} />
      </p>
      {reason && (
        <p className="rounded-control bg-ember-soft px-3 py-2 text-ember">
          {t('templates:why')} <bdi lang="en">{reason}</bdi>
        </p>
      )}
      {fixed && <p role="status">{t(`templates:fixed.${fixed}`)}</p>}
      {status === 'APPROVED' && !fixed && <p className="text-muted">{t('templates:again')}</p>}
    </div>
  );
}

function NameFields({ draft, onDraft, tried }: Pick<PartProps, 'draft' | 'onDraft'> & { readonly tried: boolean }) {
  const { t } = useTranslation();
  const wrongLanguage = !templateLanguage.test(draft.language);
  return (
    <div className="grid gap-4 two:grid-cols-[minmax(0,1fr)_160px]">
      <Field
        label={t('templates:name.label')}
        hint={t('templates:name.hint')}
        error={tried && draft.name === '' ? t('templates:name.missing') : undefined}
      >
        <TextInput
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          value={draft.name}
          onChange={({ target }) => onDraft({ ...draft, name: nameFrom(target.value) })}
        />
      </Field>
      <Field
        label={t('templates:language.label')}
        hint={t('templates:language.hint')}
        error={wrongLanguage && (tried || draft.language !== '') ? t('templates:language.wrong') : undefined}
      >
        <TextInput
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          maxLength={8}
          value={draft.language}
          onChange={({ target }) => onDraft({ ...draft, language: target.value.trim() })}
        />
      </Field>
    </div>
  );
}
