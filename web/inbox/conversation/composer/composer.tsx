import { StickyNote } from 'lucide-react';
import { lazy, type Ref, type RefObject, Suspense, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import type { Message } from '#contract/conversations.ts';
import type { MessageCreation } from '#contract/messages.ts';
import { writeDraft } from '#web/data/drafts.ts';
import { usePermission } from '#web/data/session.ts';
import { classes } from '#web/ui/classes.ts';
import { useFoot } from '#web/ui/toast.tsx';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import { useNow } from '../use-now.ts';
import { useEnterSends } from './enter.ts';
import { FileStrip } from './file-strip.tsx';
import { gateOf } from './gate.ts';
import { Closed, SendingAs } from './gates.tsx';
import type { Mode } from './mode.ts';
import { type FileToSend, type Outgoing, sendOff, type Taken } from './outgoing.ts';
import { fromContent } from './question.ts';
import { QuoteStrip } from './quote-strip.tsx';
import { TextBox, type TextBoxHandle } from './text-box.tsx';
import { Toolbar } from './toolbar.tsx';
import type { Files } from './use-files.ts';
import { useWriting, type Writing } from './use-writing.ts';

const QuestionDrawer = lazy(() => import('./question-drawer.tsx').then((parts) => ({ default: parts.QuestionDrawer })));

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
  const [asking, setAsking] = useState(false);
  useImperativeHandle(ref, () => {
    function turnTo(next: Mode): void {
      setMode(next);
      requestAnimationFrame(() => box.current?.focus());
    }
    return {
      focus: turnTo,
      bringBack(one) {
        if (one.said.type === 'message' && isQuestion(one.said.body)) {
          writeDraft(`question ${row.id}`, JSON.stringify(fromContent(one.said.body)));
          setMode('reply');
          setAsking(true);
          return;
        }
        const next: Mode = one.said.type === 'note' ? 'note' : 'reply';
        writing.write(wordsOf(one), next);
        turnTo(next);
      },
    };
  });
  return (
    <section
      ref={useFoot()}
      aria-label={t(note ? 'conversation:writeNote' : 'conversation:writeReply')}
      className={classes(
        'mx-2 mb-2 rounded-card border two:mx-4 two:mb-4',
        note ? 'border-amber bg-amber-soft' : 'border-edge bg-raised has-[textarea:focus]:border-acacia',
      )}
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2 pt-1.5 text-small">
        {mayNote && <Modes mode={mode} onMode={setMode} maySend={maySend} />}
        {note && <span className="font-strong text-amber">{t('conversation:noteSeenBy')}</span>}
        {!note && maySend && <SendingAs row={row} channel={channel} gate={gate} />}
      </header>
      {!note && gate !== 'open' ? (
        <Closed gate={gate} row={row} contactName={contactName} onTemplate={props.onTemplate} />
      ) : (
        <WritingPlace {...props} mode={mode} box={box} writing={writing} asking={asking} onAsking={setAsking} />
      )}
    </section>
  );
}

interface WritingPlaceProps extends Omit<ComposerProps, 'ref'> {
  readonly mode: Mode;
  readonly box: RefObject<TextBoxHandle | null>;
  readonly writing: Writing;
  readonly asking: boolean;
  readonly onAsking: (asking: boolean) => void;
}

function WritingPlace({ mode, box, writing, asking, onAsking, ...props }: WritingPlaceProps) {
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
        onQuestion={() => onAsking(true)}
        onVoice={sendVoice}
        onSend={writing.send}
      />
      {asking && channel?.abilities && (
        <Suspense>
          <QuestionDrawer
            {...props}
            abilities={channel.abilities}
            words={writing.text}
            quotes={quoting?.id}
            onClose={() => onAsking(false)}
            onSent={() => {
              writing.write('', 'reply');
              props.onQuoting(null);
              props.onSent();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

const isQuestion = (body: MessageCreation) => body.kind === 'buttons' || body.kind === 'list';

function wordsOf({ said }: Outgoing): string {
  if (said.type === 'message') return 'text' in said.body ? (said.body.text ?? '') : '';
  return said.text;
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
