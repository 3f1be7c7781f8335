import { StickyNote } from 'lucide-react';
import { type Ref, type RefObject, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import type { Message } from '#contract/conversations.ts';
import { useDraft } from '#web/data/drafts.ts';
import { usePermission } from '#web/data/session.ts';
import { classes } from '#web/ui/classes.ts';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import { useMembers } from '../../queries.ts';
import { useNow } from '../use-now.ts';
import { useEnterSends } from './enter.ts';
import { FileStrip } from './file-strip.tsx';
import { gateOf } from './gate.ts';
import { Closed, SendingAs } from './gates.tsx';
import type { Mode } from './mode.ts';
import { type FileToSend, type Outgoing, sendOff, type Taken } from './outgoing.ts';
import { QuoteStrip } from './quote-strip.tsx';
import { mentionsIn } from './suggest.ts';
import { TextBox, type TextBoxHandle } from './text-box.tsx';
import { Toolbar, type ToolbarProps } from './toolbar.tsx';
import { useTypingSignal } from './typing-signal.ts';
import type { ChosenFile, Files } from './use-files.ts';

export interface ComposerHandle {
  focus(mode: Mode): void;
  /** Words that were not taken, to be changed. */
  bringBack(one: Outgoing): void;
}

export interface ComposerProps {
  readonly ref: Ref<ComposerHandle>;
  readonly row: InboxRow;
  readonly channel: Channel | undefined;
  readonly contactName: string;
  readonly files: Files;
  readonly quoting: Message | null;
  readonly onQuoting: (message: Message | null) => void;
  readonly nameOf: (message: Message) => string;
  readonly seenTo: string | undefined;
  readonly taken: Taken;
  readonly onSent: () => void;
  readonly onTemplate: () => void;
}

/** Where answers and notes are written: two texts that never become each other, told apart by ground, words and button. */
export function Composer(props: ComposerProps) {
  const { ref, row, channel, contactName } = props;
  const { t } = useTranslation();
  const mayNote = usePermission('notes.write');
  const maySend = usePermission('messages.send');
  const gate = gateOf(row, { channel, maySend, now: useNow() });
  const [wanted, setMode] = useState<Mode>(maySend ? 'reply' : 'note');
  const mode: Mode = mayNote ? wanted : 'reply';
  const note = mode === 'note';
  const box = useRef<TextBoxHandle>(null);
  const writing = useWriting(props, mode);
  useImperativeHandle(ref, () => {
    function turnTo(next: Mode): void {
      setMode(next);
      requestAnimationFrame(() => box.current?.focus());
    }
    return {
      focus: turnTo,
      bringBack(one) {
        const next: Mode = one.said.type === 'note' ? 'note' : 'reply';
        writing.write(wordsOf(one), next);
        turnTo(next);
      },
    };
  });
  return (
    <section
      aria-label={t(note ? 'conversation:writeNote' : 'conversation:writeReply')}
      className={classes('mx-2 mb-2 rounded-card border two:mx-4 two:mb-4', note ? 'border-amber bg-amber-soft' : 'border-edge bg-raised')}
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2 pt-1.5 text-small">
        {mayNote && <Modes mode={mode} onMode={setMode} maySend={maySend} />}
        {note && <span className="font-strong text-amber">{t('conversation:noteSeenBy')}</span>}
        {!note && maySend && <SendingAs row={row} channel={channel} gate={gate} />}
      </header>
      {!note && gate !== 'open' ? (
        <Closed gate={gate} row={row} contactName={contactName} onTemplate={props.onTemplate} />
      ) : (
        <WritingPlace {...props} mode={mode} box={box} writing={writing} />
      )}
    </section>
  );
}

interface WritingPlaceProps extends Omit<ComposerProps, 'ref'> {
  readonly mode: Mode;
  readonly box: RefObject<TextBoxHandle | null>;
  readonly writing: Writing;
}

function WritingPlace({ mode, box, writing, ...props }: WritingPlaceProps) {
  const { t } = useTranslation();
  const { row, channel, files, quoting } = props;
  const [enterSends, setEnterSends] = useEnterSends();
  const note = mode === 'note';
  function sendVoice(file: FileToSend): void {
    void sendOff(row.id, { type: 'file', file, text: '', seenTo: props.seenTo }, props.taken);
    props.onSent();
  }
  return (
    <>
      {!note && quoting && <QuoteStrip message={quoting} name={props.nameOf(quoting)} onDrop={() => props.onQuoting(null)} />}
      {!note && <FileStrip files={files.chosen} onRemove={files.remove} />}
      <TextBox
        ref={box}
        conversationId={row.id}
        value={writing.text}
        onValue={writing.write}
        onSend={writing.send}
        onFiles={note ? undefined : files.add}
        onEscape={() => props.onQuoting(null)}
        sign={note ? '@' : '/'}
        enterSends={enterSends}
        label={note ? t('conversation:noteText') : t('conversation:replyText', { name: props.contactName })}
        placeholder={t(note ? 'conversation:notePlaceholder' : 'conversation:replyPlaceholder')}
      />
      <Toolbar
        mode={mode}
        channel={channel}
        problem={writing.problem}
        files={files}
        enterSends={enterSends}
        onEnterSends={setEnterSends}
        onInsert={(words) => box.current?.insert(words)}
        onTemplate={props.onTemplate}
        onVoice={sendVoice}
        onSend={writing.send}
      />
    </>
  );
}

function wordsOf({ said }: Outgoing): string {
  if (said.type === 'message') return 'text' in said.body ? (said.body.text ?? '') : '';
  return said.text;
}

type Problem = ToolbarProps['problem'];

interface Writing {
  readonly text: string;
  /** Why it cannot be sent as it stands. */
  readonly problem: Problem;
  write(text: string, into?: Mode): void;
  send(): void;
}

/** The text of each mode, and sending it. */
function useWriting(props: ComposerProps, mode: Mode): Writing {
  const { row, channel, files, quoting, seenTo, taken } = props;
  const [reply, writeReply] = useDraft(`reply ${row.id}`);
  const [note, writeNote] = useDraft(`note ${row.id}`);
  const members = useMembers();
  const typing = useTypingSignal(row.id);
  const text = mode === 'note' ? note : reply;
  const problem =
    mode === 'note'
      ? problemOf(text, noteLengthMax, noFiles)
      : problemOf(text, channel?.abilities?.textLength ?? Number.POSITIVE_INFINITY, files.chosen);

  function write(next: string, into: Mode = mode): void {
    if (into === 'note') writeNote(next);
    else {
      writeReply(next);
      typing(next !== '');
    }
  }
  function send(): void {
    if (problem !== null) return;
    if (mode === 'note') void sendOff(row.id, { type: 'note', text, mentions: mentionsIn(text, members) }, taken);
    else {
      for (const said of toSay({ text, files, quotes: quoting?.id, seenTo })) void sendOff(row.id, said, taken);
      typing(false);
      files.clear();
      props.onQuoting(null);
    }
    // Empty at once: a second press has nothing to send.
    write('');
    props.onSent();
  }
  return { text, problem, write, send };
}

const noteLengthMax = 10_000;
const noFiles: readonly ChosenFile[] = [];

function problemOf(text: string, most: number, files: readonly ChosenFile[]): Problem {
  if (files.some(({ ruling }) => 'refused' in ruling)) return 'file';
  if (text.length > most) return { most, length: text.length };
  return text.trim() === '' && files.length === 0 ? 'empty' : null;
}

interface Wished {
  readonly text: string;
  readonly files: Files;
  readonly quotes: string | undefined;
  readonly seenTo: string | undefined;
}

/** Words go below the last file that can carry them; sound cannot. */
function toSay({ text, files, quotes, seenTo }: Wished) {
  const chosen = files.chosen.flatMap(({ file, ruling }) => ('use' in ruling ? [{ blob: file, name: file.name, use: ruling.use }] : []));
  const carrier = chosen.findLast(({ use }) => use !== 'audio' && use !== 'sticker');
  const sent = chosen.map((file, index) => ({
    type: 'file' as const,
    file,
    text: file === carrier ? text : '',
    quotes: index === 0 ? quotes : undefined,
    seenTo,
  }));
  if (text.trim() === '' || carrier) return sent;
  const about = { ...(quotes && chosen.length === 0 ? { quotes } : {}), ...(seenTo ? { seenTo } : {}) };
  return [...sent, { type: 'message' as const, body: { kind: 'text' as const, text, ...about } }];
}

function Modes({ mode, onMode, maySend }: { readonly mode: Mode; readonly onMode: (mode: Mode) => void; readonly maySend: boolean }) {
  const { t } = useTranslation();
  const look = (own: Mode) =>
    classes(
      'target flex items-center gap-1 rounded-control px-2 py-1',
      mode === own ? 'font-strong' : 'text-muted hover:text-ink',
      mode === own && (own === 'note' ? 'bg-raised text-amber' : 'bg-sunken'),
    );
  return (
    <fieldset aria-label={t('conversation:whatToWrite')} className="flex gap-0.5">
      {maySend && (
        <button type="button" aria-pressed={mode === 'reply'} onClick={() => onMode('reply')} className={look('reply')}>
          {t('conversation:replyMode')}
        </button>
      )}
      <button type="button" aria-pressed={mode === 'note'} onClick={() => onMode('note')} className={look('note')}>
        <StickyNote aria-hidden className="size-3.5" />
        {t('conversation:noteMode')}
      </button>
    </fieldset>
  );
}
