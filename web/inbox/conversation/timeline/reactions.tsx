import { SmilePlus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { IconButton } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { Skeleton } from '#web/ui/states.tsx';

const EmojiPicker = lazy(() => import('../composer/emoji-picker.tsx').then(({ EmojiPicker }) => ({ default: EmojiPicker })));

/** What was answered by a sign, at the edge of the bubble. */
export function Reactions({
  reactions,
  nameOf,
  atStart,
}: {
  readonly reactions: { readonly in: string | null; readonly out: string | null };
  readonly nameOf: (message: Message) => string;
  /** Away from the line below the bubble, which stands at the other side. */
  readonly atStart: boolean;
}) {
  const { t } = useTranslation();
  if (!reactions.in && !reactions.out) return null;
  const shown = [
    reactions.in && { emoji: reactions.in, name: nameOf({ author: 'contact', authorId: null } as Message) },
    reactions.out && { emoji: reactions.out, name: t('conversation:author.us') },
  ].filter((one) => one !== null && one !== '');
  return (
    <ul className={classes('absolute -bottom-3 flex gap-0.5', atStart ? 'start-2' : 'end-2')}>
      {shown.map((one) => (
        <li key={one.name} className="rounded-full border border-line bg-raised px-1.5 text-small leading-5">
          <span className="sr-only">{t('conversation:reactionOf', { name: one.name })}</span>
          {one.emoji}
        </li>
      ))}
    </ul>
  );
}

const quick = ['👍', '❤️', '🙏', '😂', '😮', '😢'];

/** A few signs at hand, all others behind them; the one that was given is taken back by choosing it again. */
export function ReactionButton({ mine, onReact }: { readonly mine: string | null; readonly onReact: (emoji: string | null) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  function choose(emoji: string): void {
    onReact(emoji === mine ? null : emoji);
    setOpen(false);
  }
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setAll(false);
      }}
    >
      <Popover.Trigger asChild>
        <IconButton icon={SmilePlus} label={t('conversation:react')} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={4}
          collisionPadding={8}
          aria-label={t('conversation:react')}
          className="z-50 rounded-card border border-line bg-raised p-1 shadow-float animate-appear"
        >
          {all ? (
            <Suspense fallback={<Skeleton lines={3} />}>
              <EmojiPicker onChoose={choose} />
            </Suspense>
          ) : (
            <div className="flex">
              {quick.map((emoji) => (
                <button
                  key={emoji}
                  type="button"
                  aria-label={t('conversation:reactWith', { emoji })}
                  aria-pressed={emoji === mine}
                  onClick={() => choose(emoji)}
                  className={classes('target size-9 rounded-control text-title hover:bg-sunken', emoji === mine && 'bg-acacia-soft')}
                >
                  {emoji}
                </button>
              ))}
              <IconButton icon={SmilePlus} label={t('conversation:moreEmoji')} onClick={() => setAll(true)} />
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
