import { useQueryClient } from '@tanstack/react-query';
import { Pencil, StickyNote, Trash2 } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, patch, post, remove } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { usePermission, usePlace } from '#web/data/session.ts';
import { useSending } from '#web/data/use-sending.ts';
import { IconButton } from '#web/ui/button.tsx';
import { InlineForm } from '#web/ui/inline-form.tsx';
import { TextArea } from '#web/ui/inputs.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { Note } from '../../../../modules/desk/contract.ts';
import { timelineKey } from './use-timeline.ts';
import { Words } from './words.tsx';

/** What colleagues wrote to each other, on paper of another colour: it was never sent. */
export const NoteCard = memo(function NoteCard({ note }: { readonly note: Note }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { memberId } = usePlace();
  const mine = note.author.id === memberId;
  const mayRemove = usePermission('notes.remove') || mine;
  const name = note.author.name ?? t(`conversation:author.${note.author.kind}`);
  const removing = useRemoving(note);
  return (
    <div className="group/note px-3 pt-3 two:px-5">
      <article
        aria-label={t('conversation:noteOf', { who: mine ? 'you' : 'other', name })}
        className="mx-auto max-w-[40rem] rounded-card border border-amber/40 bg-amber-soft px-3 py-2"
      >
        <header className="mb-1 flex min-h-8 flex-wrap items-center gap-x-2 text-small text-amber">
          <StickyNote aria-hidden className="size-3.5" />
          <span className="font-strong">{t('conversation:noteOf', { who: mine ? 'you' : 'other', name })}</span>
          <RelativeTime time={note.createdAt} />
          {note.changedAt && <span>{t('conversation:edited')}</span>}
          <span className="ms-auto flex opacity-0 group-focus-within/note:opacity-100 group-hover/note:opacity-100 pointer-coarse:opacity-100">
            {mine && <IconButton icon={Pencil} label={t('conversation:changeNote')} onClick={() => setEditing(true)} />}
            {mayRemove && <IconButton icon={Trash2} label={t('conversation:deleteNote')} onClick={removing} />}
          </span>
        </header>
        {editing ? <NoteEditor note={note} onDone={() => setEditing(false)} /> : <Words text={note.text} />}
      </article>
    </div>
  );
});

function NoteEditor({ note, onDone }: { readonly note: Note; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState(note.text);
  const mentions = note.mentions.map(({ id }) => id);
  const saving = useSending(
    () => patch<Note>(`/api/notes/${note.id}`, { body: { text, mentions } }),
    () => {
      void queries.invalidateQueries({ queryKey: timelineKey(note.conversationId) });
      onDone();
    },
  );
  return (
    <InlineForm
      onSubmit={() => saving.send(undefined)}
      onCancel={onDone}
      busy={saving.busy}
      submit={t('conversation:saveNote')}
      disabled={text.trim() === ''}
    >
      <TextArea
        aria-label={t('conversation:changeNote')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoFocus
        dir="auto"
      />
      {saving.error ? (
        <p role="alert" className="text-ember">
          {explainShort(saving.error)}
        </p>
      ) : null}
    </InlineForm>
  );
}

/** Gone at once; taken back it is written once more. */
function useRemoving(note: Note): () => void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: timelineKey(note.conversationId) });
  const back = async () => {
    const body = { text: note.text, mentions: note.mentions.map(({ id }) => id) };
    await post(`/api/conversations/${note.conversationId}/notes`, { body, once: newKey() });
    again();
  };
  const failed = (error: unknown) => tell(explainShort(error), { tone: 'fault' });
  return () => {
    remove(`/api/notes/${note.id}`)
      .then(() => {
        again();
        tell(t('conversation:noteDeleted'), { undo: () => void back().catch(failed) });
      })
      .catch(failed);
  };
}
