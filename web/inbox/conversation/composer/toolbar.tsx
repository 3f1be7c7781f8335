import { FileText, ListChecks, Paperclip, SendHorizontal, Slash, Smile, StickyNote } from 'lucide-react';
import { Popover } from 'radix-ui';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { Kbd } from '#web/ui/kbd.tsx';
import { Menu, MenuChoices, MenuLabel } from '#web/ui/menu.tsx';
import { Skeleton } from '#web/ui/states.tsx';
import type { Mode } from './mode.ts';
import type { FileToSend } from './outgoing.ts';
import { formsOf } from './question.ts';
import type { Files } from './use-files.ts';
import { VoiceButton } from './voice-button.tsx';

const EmojiPicker = lazy(() => import('./emoji-picker.tsx').then(({ EmojiPicker }) => ({ default: EmojiPicker })));

export interface ToolbarProps {
  readonly mode: Mode;
  readonly channel: Channel | undefined;
  /** Why it cannot be sent as it stands. */
  readonly problem: 'empty' | 'file' | { readonly most: number; readonly length: number } | null;
  readonly files: Files;
  readonly enterSends: boolean;
  readonly onEnterSends: (sends: boolean) => void;
  readonly onInsert: (words: string) => void;
  readonly onTemplate: () => void;
  readonly onQuestion: () => void;
  readonly onVoice: (file: FileToSend) => void;
  readonly onSend: () => void;
}

/** What goes along, and the one button that sends. What the channel cannot do is there, grey, with the reason. */
export function Toolbar(props: ToolbarProps) {
  const { t } = useTranslation();
  const { mode, channel, problem, onInsert } = props;
  const note = mode === 'note';
  const abilities = channel?.abilities;
  return (
    <footer className="flex flex-wrap items-center gap-0.5 px-1.5 pb-1.5">
      {!note && <AttachButton files={props.files} able={abilities?.files !== null} />}
      <EmojiButton onChoose={onInsert} />
      {!note && <IconButton icon={Slash} label={t('conversation:canned')} onClick={() => onInsert('/')} />}
      {!note && <VoiceButton abilities={abilities ?? null} onVoice={props.onVoice} />}
      {!note && <QuestionButton able={formsOf(abilities).length > 0} onAsk={props.onQuestion} />}
      {!note && abilities?.templates && <IconButton icon={FileText} label={t('conversation:template')} onClick={props.onTemplate} />}
      <span className="ms-auto flex items-center gap-2">
        <Problem problem={problem} />
        <EnterChoice sends={props.enterSends} onSends={props.onEnterSends} />
        {/* Not "main" in amber: a note looks different from an answer down to its button. */}
        <Button look={note ? 'plain' : 'main'} icon={note ? StickyNote : SendHorizontal} disabled={problem !== null} onClick={props.onSend}>
          {t(note ? 'conversation:addNote' : 'conversation:send')}
        </Button>
      </span>
    </footer>
  );
}

function Problem({ problem }: { readonly problem: ToolbarProps['problem'] }) {
  const { t } = useTranslation();
  if (problem === null || problem === 'empty') return null;
  return (
    <span role="status" className="text-small text-ember">
      {problem === 'file'
        ? t('conversation:removeRefused')
        : t('conversation:tooLong', { over: problem.length - problem.most, most: problem.most })}
    </span>
  );
}

function EnterChoice({ sends, onSends }: { readonly sends: boolean; readonly onSends: (sends: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" aria-label={t('conversation:enterKey')} className="target rounded-[4px] px-1 pointer-coarse:hidden">
          <Kbd shortcut={sends ? 'enter' : 'mod+enter'} />
        </button>
      }
    >
      <MenuLabel>{t('conversation:enterKey')}</MenuLabel>
      <MenuChoices
        value={sends ? 'sends' : 'line'}
        onValue={(value) => onSends(value === 'sends')}
        options={[
          { value: 'sends', label: t('conversation:enterSends') },
          { value: 'line', label: t('conversation:enterBreaks') },
        ]}
      />
    </Menu>
  );
}

function AttachButton({ files, able }: { readonly files: Files; readonly able: boolean }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        icon={Paperclip}
        label={able ? t('conversation:attach') : t('conversation:cannot.files')}
        aria-disabled={!able || undefined}
        onClick={() => able && input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t('conversation:attach')}
        onChange={(event) => {
          files.add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}

function QuestionButton({ able, onAsk }: { readonly able: boolean; readonly onAsk: () => void }) {
  const { t } = useTranslation();
  return (
    <IconButton
      icon={ListChecks}
      label={t(able ? 'conversation:question.begin' : 'conversation:cannot.question')}
      aria-disabled={!able || undefined}
      onClick={() => able && onAsk()}
    />
  );
}

function EmojiButton({ onChoose }: { readonly onChoose: (emoji: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <IconButton icon={Smile} label={t('conversation:emoji')} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('conversation:emoji')}
          // The text has the focus again, with what was chosen in it.
          onCloseAutoFocus={(event) => event.preventDefault()}
          className={classes('z-50 rounded-card border border-line bg-raised shadow-float animate-appear')}
        >
          <Suspense fallback={<Skeleton lines={4} />}>
            <EmojiPicker
              onChoose={(emoji) => {
                setOpen(false);
                onChoose(emoji);
              }}
            />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
