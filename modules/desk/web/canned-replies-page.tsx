import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MessageSquareQuote, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, remove } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { useLocked } from '#web/shell/use-locked.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { AreaField, SelectField, TextField } from '#web/ui/form-fields.tsx';
import { Badge } from '#web/ui/marks.tsx';
import { Page } from '#web/ui/page.tsx';
import { Row, Rows } from '#web/ui/rows.tsx';
import { SaveForm } from '#web/ui/save-form.tsx';
import { EmptyState, ErrorState, Skeleton } from '#web/ui/states.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { CannedReply } from '../contract.ts';
import { cannedRepliesQuery, teamsQuery } from './desk-queries.ts';

/** What people answer often, ready to be sent with "/" and a word. */
export function CannedRepliesPage() {
  const { t } = useTranslation();
  const locked = useLocked('canned_replies.change');
  const replies = useQuery(cannedRepliesQuery);
  const [adding, setAdding] = useState(false);
  const add = locked === undefined && (
    <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
      {t('settings:canned.add')}
    </Button>
  );
  return (
    <Page
      title={t('titles:canned.title')}
      description={locked ?? t('settings:canned.text')}
      width="text"
      action={replies.data?.length ? add : null}
    >
      {replies.isPending && <Skeleton />}
      {replies.error && <ErrorState error={replies.error} onRetry={() => void replies.refetch()} />}
      {replies.data?.length === 0 && (
        <EmptyState icon={MessageSquareQuote} title={t('settings:canned.none')} action={add}>
          {t('settings:canned.noneText')}
        </EmptyState>
      )}
      {replies.data && replies.data.length > 0 && (
        <Rows label={t('titles:canned.title')}>
          {replies.data.map((reply) => (
            <ReplyRow key={reply.id} reply={reply} mayChange={locked === undefined} />
          ))}
        </Rows>
      )}
      <Drawer open={adding} onOpenChange={setAdding} title={t('settings:canned.add')}>
        <ReplyForm onDone={() => setAdding(false)} />
      </Drawer>
    </Page>
  );
}

function ReplyRow({ reply, mayChange }: { readonly reply: CannedReply; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [editing, setEditing] = useState(false);
  const again = () => void queries.invalidateQueries({ queryKey: cannedRepliesQuery.queryKey });
  const { id, shortcut, title, text, teamId } = reply;
  const restoring = useSending(() => post('/api/canned-replies', { body: { shortcut, title, text, teamId } }), again);
  const removing = useSending(
    () => remove(`/api/canned-replies/${id}`),
    () => {
      again();
      tell(t('settings:canned.deleted', { title }), { undo: () => restoring.send(undefined) });
    },
  );
  const team = teams.find((one) => one.id === teamId);
  return (
    <Row
      title={title}
      state={
        <>
          <bdi className="font-code text-small text-muted">/{shortcut}</bdi>
          {team && <Badge>{team.name}</Badge>}
        </>
      }
      text={
        <span dir="auto" className="line-clamp-3 whitespace-pre-wrap">
          {text}
        </span>
      }
      actions={
        mayChange &&
        !editing && (
          <>
            <Button onClick={() => setEditing(true)} aria-label={t('settings:changeName', { name: title })}>
              {t('settings:change')}
            </Button>
            <Button busy={removing.busy} onClick={() => removing.send(undefined)} aria-label={t('ui:deleteName', { name: title })}>
              {t('ui:delete')}
            </Button>
          </>
        )
      }
    >
      {removing.error && (
        <p role="alert" className="text-ember">
          {explainKnown(removing.error)}
        </p>
      )}
      {editing && <ReplyForm reply={reply} onDone={() => setEditing(false)} />}
    </Row>
  );
}

function ReplyForm({ reply, onDone }: { readonly reply?: CannedReply; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [value] = useState(() => ({
    shortcut: reply?.shortcut ?? '',
    title: reply?.title ?? '',
    text: reply?.text ?? '',
    teamId: reply?.teamId ?? '',
  }));
  return (
    <SaveForm
      value={value}
      save={(draft) => {
        const body = { ...draft, teamId: draft.teamId === '' ? null : draft.teamId };
        return reply ? patch(`/api/canned-replies/${reply.id}`, { body }) : post('/api/canned-replies', { body });
      }}
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: cannedRepliesQuery.queryKey });
        onDone();
      }}
      fields={['shortcut', 'title', 'text', 'teamId']}
      submit={reply ? t('ui:save') : t('settings:canned.make')}
      onCancel={onDone}
    >
      {(form) => (
        <>
          <TextField form={form} name="title" label={t('settings:canned.name')} />
          <TextField form={form} name="shortcut" label={t('settings:canned.shortcut')} hint={t('settings:canned.shortcutHint')} />
          <AreaField
            form={form}
            name="text"
            label={t('settings:canned.words')}
            hint={t('settings:canned.wordsHint', { gap: '{contact.name|there}' })}
          />
          <SelectField
            form={form}
            name="teamId"
            label={t('settings:canned.whose')}
            options={[{ value: '', label: t('settings:canned.everybody') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        </>
      )}
    </SaveForm>
  );
}
