import { Ban, ChevronDown, CircleHelp, Pencil, Reply, SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { useReader } from '#web/data/reader.ts';
import { formatClock } from '#web/i18n/format.ts';
import { classes } from '#web/ui/classes.ts';
import { Menu, MenuItem } from '#web/ui/menu.tsx';
import type { PhoneMessage } from '../contract.ts';
import { Contents, type ListMessage } from './contents.tsx';
import { reactions } from './emoji.ts';
import type { Shown } from './thread.ts';
import { Ticks } from './ticks.tsx';

export interface BubbleTools {
  readonly phoneId: string;
  /** Left out while the phone is off. */
  readonly write?: ((message: PhoneMessage) => void) | undefined;
  readonly onQuote: (message: Message) => void;
  readonly onEdit: (shown: Shown) => void;
  readonly onList: (message: ListMessage) => void;
  readonly onLocation: () => void;
  /** Left out for whoever may not see why. */
  readonly onWhy?: ((turnId: string) => void) | undefined;
}

/** One message, on the side of whoever wrote it. */
export function Bubble({ shown, tools }: { readonly shown: Shown; readonly tools: BubbleTools }) {
  const { t } = useTranslation();
  const [reacting, setReacting] = useState(false);
  const { message, own, quoted, tick } = shown;
  const { write } = tools;
  return (
    <li className={classes('flex max-w-[92%] flex-col', own ? 'items-end self-end' : 'items-start self-start')}>
      <div className={classes('flex max-w-full items-start gap-0.5', own && 'flex-row-reverse')}>
        <div
          className={classes(
            'flex min-w-24 flex-col gap-1 rounded-card border px-3 py-2',
            own
              ? 'border-transparent bg-acacia-soft'
              : message.author === 'assistant'
                ? 'border-clay/60 bg-raised'
                : 'border-line bg-raised',
            tick === 'failed' && 'border-dashed border-ember!',
          )}
        >
          {!own && <Author message={message} />}
          {quoted && <Quoted message={quoted} />}
          <Contents
            phoneId={tools.phoneId}
            shown={shown}
            onTap={write && ((id) => write({ kind: 'choice', id, quotes: message.id }))}
            onList={tools.onList}
            onLocation={tools.onLocation}
          />
          <Below shown={shown} />
        </div>
        <BubbleMenu shown={shown} tools={tools} onReact={() => setReacting(true)} />
      </div>
      <Reactions shown={shown} />
      {reacting && write && (
        <ReactionBar
          own={shown.ownReaction}
          onChoose={(emoji) => {
            setReacting(false);
            write({ kind: 'reaction', emoji, quotes: message.id });
          }}
          onClose={() => setReacting(false)}
        />
      )}
      {tick === 'failed' && <p className="text-small text-ember">{t('phone:notHere')}</p>}
    </li>
  );
}

function Author({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const assistant = message.author === 'assistant';
  return <p className={classes('text-small font-strong', assistant ? 'text-clay' : 'text-muted')}>{t(`phone:author.${message.author}`)}</p>;
}

function Quoted({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  return (
    <blockquote dir="auto" className="line-clamp-2 border-s-2 border-edge ps-2 text-small text-muted [overflow-wrap:anywhere]">
      {message.text ?? t(`phone:kind.${message.kind}`, { defaultValue: t('phone:kind.other') })}
    </blockquote>
  );
}

function Below({ shown }: { readonly shown: Shown }) {
  const { t } = useTranslation();
  const reader = useReader();
  const { message, edited, tick } = shown;
  return (
    <p className="flex items-center justify-end gap-1 text-small text-muted">
      {edited && <span>{t('phone:edited')}</span>}
      <time dateTime={message.createdAt}>{formatClock(message.writtenAt ?? message.createdAt, reader)}</time>
      <Ticks tick={tick} />
    </p>
  );
}

function Reactions({ shown: { ownReaction, theirReaction } }: { readonly shown: Shown }) {
  if (ownReaction === null && theirReaction === null) return null;
  return (
    <p className="z-10 -mt-1.5 mx-2 rounded-full border border-line bg-raised px-1.5">
      {theirReaction}
      {ownReaction}
    </p>
  );
}

interface ReactionBarProps {
  readonly own: string | null;
  readonly onChoose: (emoji: string | null) => void;
  readonly onClose: () => void;
}

function ReactionBar({ own, onChoose, onClose }: ReactionBarProps) {
  const { t } = useTranslation();
  return (
    <div
      role="toolbar"
      aria-label={t('phone:react')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="mt-1 flex max-w-full flex-wrap rounded-full border border-line bg-raised p-1 shadow-float"
    >
      {reactions.map((sign, index) => (
        <button
          key={sign}
          type="button"
          // biome-ignore lint/a11y/noAutofocus: the bar was asked for a moment ago, and is what the next key is for.
          autoFocus={index === 0}
          aria-pressed={own === sign}
          onClick={() => onChoose(own === sign ? null : sign)}
          className={classes('target size-8 rounded-full hover:bg-sunken', own === sign && 'bg-acacia-soft')}
        >
          {sign}
        </button>
      ))}
    </div>
  );
}

/** What can be done with it. */
function BubbleMenu({ shown, tools, onReact }: { readonly shown: Shown; readonly tools: BubbleTools; readonly onReact: () => void }) {
  const { t } = useTranslation();
  const { message, own, deleted } = shown;
  const { write, onWhy } = tools;
  const why = own || message.turnId === null ? undefined : onWhy;
  if (deleted || (!write && !why)) return null;
  return (
    <Menu
      align={own ? 'end' : 'start'}
      trigger={
        <button
          type="button"
          aria-label={t('phone:actions')}
          className="target grid size-6 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
        >
          <ChevronDown aria-hidden className="size-4" />
        </button>
      }
    >
      {why && (
        <MenuItem icon={CircleHelp} onSelect={() => why(message.turnId ?? '')}>
          {t('phone:why')}
        </MenuItem>
      )}
      {write && (
        <>
          <MenuItem icon={Reply} onSelect={() => tools.onQuote(message)}>
            {t('phone:reply')}
          </MenuItem>
          <MenuItem icon={SmilePlus} onSelect={onReact}>
            {t('phone:react')}
          </MenuItem>
        </>
      )}
      {write && own && message.kind === 'text' && (
        <MenuItem icon={Pencil} onSelect={() => tools.onEdit(shown)}>
          {t('phone:edit')}
        </MenuItem>
      )}
      {write && own && (
        <MenuItem icon={Ban} onSelect={() => write({ kind: 'delete', quotes: message.id })}>
          {t('phone:delete')}
        </MenuItem>
      )}
    </Menu>
  );
}
