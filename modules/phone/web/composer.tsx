import { Check, Mic, SendHorizontal, Smile, Trash2, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { useDraft } from '#web/data/drafts.ts';
import { useReader } from '#web/data/reader.ts';
import { formatNumber } from '#web/i18n/format.ts';
import { IconButton } from '#web/ui/button.tsx';
import type { Phone } from '../contract.ts';
import { AttachMenu } from './attach-menu.tsx';
import { emoji } from './emoji.ts';
import type { Shown } from './thread.ts';
import type { Writing } from './use-outbox.ts';
import { useSayTyping } from './use-phone-life.ts';
import { canRecord, type Recorder, useRecorder } from './use-recorder.ts';

export interface ComposerProps {
  readonly phone: Phone;
  readonly quoting: Message | null;
  readonly editing: Shown | null;
  /** Neither quoting nor editing any more. */
  readonly onLetGo: () => void;
  readonly write: (writing: Writing) => void;
  readonly onThing: (thing: 'location' | 'card') => void;
}

/** Where the phone's owner writes. */
export function Composer({ phone, quoting, editing, onLetGo, write, onThing }: ComposerProps) {
  const { t } = useTranslation();
  const [begun, setBegun] = useDraft(`phone ${phone.contactId}`);
  const [changed, setChanged] = useState(editing?.text ?? '');
  const [draft, setDraft] = editing ? [changed, setChanged] : [begun, setBegun];
  const field = useRef<HTMLTextAreaElement>(null);
  const sayTyping = useSayTyping(phone);
  const quotes = quoting ? { quotes: quoting.id } : {};
  const recorder = useRecorder((blob) => {
    write({ message: { kind: 'voice', ...quotes }, file: { blob, name: 'voice' } });
    onLetGo();
  });
  useEffect(() => {
    if (quoting || editing) field.current?.focus();
  }, [quoting, editing]);
  function send(): void {
    const text = draft.trim();
    if (text === '') return;
    if (editing) write({ message: { kind: 'edit', text, quotes: editing.message.id } });
    else write({ message: { kind: 'text', text, ...quotes } });
    setDraft('');
    sayTyping(false);
    onLetGo();
  }
  function press(event: KeyboardEvent): void {
    if (event.key === 'Escape' && (quoting || editing)) onLetGo();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }
  if (recorder.state === 'recording') return <Recording recorder={recorder} />;
  return (
    <div className="border-t border-line bg-raised px-2 py-2">
      {(quoting ?? editing) && <About quoting={quoting} onLetGo={onLetGo} />}
      {recorder.state === 'refused' && (
        <p role="alert" className="px-1 pb-2 text-small text-ember">
          {t('phone:microphoneRefused')}
        </p>
      )}
      <div className="flex items-end gap-1">
        {!editing && <AttachMenu onFile={(writing) => write(withQuote(writing, quotes))} onThing={onThing} />}
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={draft}
          aria-label={t('phone:write')}
          placeholder={t('phone:write')}
          maxLength={4096}
          onChange={(event) => {
            setDraft(event.target.value);
            sayTyping(event.target.value !== '');
          }}
          onKeyDown={press}
          className="field-sizing-content max-h-32 min-h-8 min-w-0 flex-1 resize-none rounded-control border border-edge bg-paper px-2.5 py-1 text-reading pointer-coarse:min-h-11 pointer-coarse:py-2"
        />
        <EmojiButton onChoose={(sign) => setDraft(draft + sign)} />
        {draft.trim() === '' && !editing ? (
          <IconButton
            icon={Mic}
            label={canRecord() ? t('phone:record') : t('phone:cannotRecord')}
            aria-disabled={!canRecord() || recorder.state === 'asking'}
            onClick={() => canRecord() && recorder.start()}
          />
        ) : (
          <IconButton icon={editing ? Check : SendHorizontal} along label={t('phone:send')} look="main" onClick={send} />
        )}
      </div>
    </div>
  );
}

function withQuote(writing: Writing, quotes: object): Writing {
  return { ...writing, message: { ...writing.message, ...quotes } };
}

function About({ quoting, onLetGo }: { readonly quoting: Message | null; readonly onLetGo: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="mb-2 flex items-start gap-2 border-s-2 border-acacia ps-2 text-small">
      <p className="min-w-0 flex-1">
        <span className="block font-strong">{quoting ? t('phone:replying') : t('phone:editing')}</span>
        {quoting && (
          <span dir="auto" className="line-clamp-2 text-muted [overflow-wrap:anywhere]">
            {quoting.text ?? t(`phone:kind.${quoting.kind}`, { defaultValue: t('phone:kind.other') })}
          </span>
        )}
      </p>
      <IconButton icon={X} label={t('ui:cancel')} onClick={onLetGo} />
    </div>
  );
}

function EmojiButton({ onChoose }: { readonly onChoose: (sign: string) => void }) {
  const { t } = useTranslation();
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton icon={Smile} label={t('phone:emoji')} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('phone:emoji')}
          className="z-50 grid max-h-64 grid-cols-8 overflow-y-auto rounded-card border border-line bg-raised p-2 shadow-float"
        >
          {emoji.map((sign) => (
            <button key={sign} type="button" onClick={() => onChoose(sign)} className="size-9 rounded-control text-title hover:bg-sunken">
              {sign}
            </button>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Recording({ recorder }: { readonly recorder: Recorder }) {
  const { t } = useTranslation();
  const reader = useReader();
  const two = (value: number) => formatNumber(value, reader, { minimumIntegerDigits: 2 });
  return (
    <div className="flex items-center gap-2 border-t border-line bg-raised px-2 py-2">
      <IconButton icon={Trash2} label={t('phone:recordCancel')} onClick={recorder.cancel} />
      <p role="status" className="flex flex-1 items-center gap-2">
        <span aria-hidden className="size-2.5 rounded-full bg-ember animate-breathe" />
        {t('phone:recording')}
        <time>{`${Math.floor(recorder.seconds / 60)}:${two(recorder.seconds % 60)}`}</time>
      </p>
      <IconButton icon={SendHorizontal} along label={t('phone:send')} look="main" onClick={recorder.finish} />
    </div>
  );
}
