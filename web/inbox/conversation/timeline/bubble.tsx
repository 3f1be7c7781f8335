import { Clock4, CornerUpRight, Pencil, Reply, Sparkles, Trash2 } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { useAskWhy } from '#web/shell/panels.tsx';
import { IconButton } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { Contents } from './contents.tsx';
import { Quote } from './quote.tsx';
import { ReactionButton, Reactions } from './reactions.tsx';
import type { MessageRow } from './rows.ts';
import { StatusLine, Trouble } from './status-line.tsx';
import { Words } from './words.tsx';

export interface BubbleTools {
  readonly nameOf: (message: Message) => string;
  readonly messageOf: (id: string) => Message | undefined;
  readonly onGo: (id: string) => void;
  readonly onReply?: ((message: Message) => void) | undefined;
  readonly onReact?: ((message: Message, emoji: string | null) => void) | undefined;
  readonly onTemplate?: (() => void) | undefined;
}

interface BubbleProps {
  readonly row: MessageRow;
  readonly tools: BubbleTools;
  /** Just gone to: shown for a moment. */
  readonly marked: boolean;
}

/** One message: theirs at the start, ours at the end; the assistant's own voice outlined in clay. */
export const Bubble = memo(function Bubble({ row, tools, marked }: BubbleProps) {
  const { message, joined } = row;
  const ours = message.direction === 'out';
  const foot = hasFoot(row);
  const reacted = row.reactions.in !== null || row.reactions.out !== null;
  return (
    <div className={classes('group/bubble flex flex-col px-3 two:px-5', ours ? 'items-end' : 'items-start', joined ? 'pt-0.5' : 'pt-3')}>
      {!joined && <Author message={message} name={tools.nameOf(message)} />}
      <div className={classes('flex max-w-[min(92%,40rem)] items-center gap-1', ours && 'flex-row-reverse')}>
        <article
          aria-label={tools.nameOf(message)}
          className={classes(
            'relative min-w-0 rounded-card border px-3 py-2 transition-colors duration-[180ms]',
            lookOf(message),
            marked && 'outline-2 outline-offset-2 outline-acacia',
          )}
        >
          <Inside row={row} tools={tools} />
          <Reactions reactions={row.reactions} nameOf={tools.nameOf} atStart={ours} />
        </article>
        <BubbleActions row={row} tools={tools} timed={!foot} />
      </div>
      {/* The reaction hangs over the edge. */}
      {reacted && <div className="h-2.5" />}
      {foot && <Foot row={row} tools={tools} />}
    </div>
  );
});

/** Of several close together only the last says when and how far; what needs attention always does. */
function hasFoot({ message, ends }: MessageRow): boolean {
  const calm = ['received', 'sent', 'delivered', 'read'].includes(message.status);
  return ends || !calm || message.late || message.author === 'assistant';
}

function lookOf(message: Message): string {
  if (message.author === 'assistant') return 'border-clay bg-raised';
  if (message.direction === 'in') return 'border-line bg-raised';
  const stuck = message.status === 'failed' || message.status === 'error';
  return stuck ? 'border-ember bg-raised' : 'border-transparent bg-acacia-soft';
}

function Author({ message, name }: { readonly message: Message; readonly name: string }) {
  const assistant = message.author === 'assistant';
  return (
    <p className={classes('mb-0.5 flex max-w-full items-center gap-1 px-1 text-small', assistant ? 'text-clay' : 'text-muted')}>
      {assistant && <Sparkles aria-hidden className="size-3.5" />}
      <bdi className="truncate">{name}</bdi>
    </p>
  );
}

/** What it says now; what it said before, and what was taken back, stay within reach. */
function Inside({ row, tools }: { readonly row: MessageRow; readonly tools: BubbleTools }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const { message, edits, deleted } = row;
  if (deleted && !shown) {
    return (
      <p className="flex flex-wrap items-center gap-x-2 text-muted">
        <Trash2 aria-hidden className="size-4" />
        {t('conversation:deleted')}
        <button type="button" onClick={() => setShown(true)} className="target underline underline-offset-2">
          {t('ui:show')}
        </button>
      </p>
    );
  }
  const edited = edits.at(-1);
  return (
    <>
      <Marks message={message} deleted={deleted !== null} />
      {message.quotes && <Quote id={message.quotes} known={tools.messageOf(message.quotes)} nameOf={tools.nameOf} onGo={tools.onGo} />}
      <Contents message={edited ? ({ ...message, text: edited.text } as Message) : message} chosenIds={row.chosenIds} />
      {edits.length > 0 && <History original={message} edits={edits} />}
    </>
  );
}

function Marks({ message, deleted }: { readonly message: Message; readonly deleted: boolean }) {
  const { t } = useTranslation();
  const content = message.content as { forwarded?: boolean; referral?: { headline?: string; url?: string } } | null;
  return (
    <>
      {deleted && (
        <p className="mb-1 flex items-center gap-1 text-small text-muted">
          <Trash2 aria-hidden className="size-3" />
          {t('conversation:deleted')}
        </p>
      )}
      {content?.forwarded && (
        <p className="mb-1 flex items-center gap-1 text-small text-muted">
          <CornerUpRight aria-hidden className="along size-3" />
          {t('conversation:forwarded')}
        </p>
      )}
      {content?.referral && (
        <p className="mb-1 text-small text-muted">
          {t('conversation:cameFrom', { what: content.referral.headline ?? content.referral.url ?? t('conversation:anAdvertisement') })}
        </p>
      )}
    </>
  );
}

function History({ original, edits }: { readonly original: Message; readonly edits: readonly Message[] }) {
  const { t } = useTranslation();
  const reader = useReader();
  const before = [original, ...edits.slice(0, -1)];
  return (
    <details className="mt-1 text-small">
      <summary className="flex list-none items-center gap-1 text-muted">
        <Pencil aria-hidden className="size-3" />
        <span className="underline underline-offset-2">{t('conversation:edited')}</span>
      </summary>
      <ol className="mt-1 flex flex-col gap-1.5 border-s border-line ps-2">
        {before.map((one) => (
          <li key={one.id}>
            <span className="text-muted">{formatMoment(one.createdAt, reader)}</span>
            <Words text={one.text ?? '–'} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Foot({ row, tools }: { readonly row: MessageRow; readonly tools: BubbleTools }) {
  const { t } = useTranslation();
  const { message } = row;
  return (
    <div className={classes('flex flex-col px-1', message.direction === 'out' ? 'items-end' : 'items-start')}>
      <p className="flex flex-wrap items-center gap-x-2">
        {message.late && (
          <span className="inline-flex items-center gap-1 text-small text-amber">
            <Clock4 aria-hidden className="size-3.5" />
            {t('conversation:late')}
          </span>
        )}
        <StatusLine message={message} />
        {message.author === 'assistant' && message.turnId && <Why turnId={message.turnId} />}
      </p>
      <Trouble message={message} onTemplate={tools.onTemplate} />
    </div>
  );
}

/** Shows why the assistant said this. In sight when the pointer or the focus is there, and always where there is no pointer. */
function Why({ turnId }: { readonly turnId: string }) {
  const { t } = useTranslation();
  const askWhy = useAskWhy();
  if (!usePermission('turns.read')) return null;
  return (
    <button
      type="button"
      onClick={() => askWhy(turnId)}
      className="target rounded-[4px] text-small text-clay underline underline-offset-2 opacity-0 group-hover/bubble:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
    >
      {t('conversation:why')}
    </button>
  );
}

function BubbleActions({ row, tools, timed }: { readonly row: MessageRow; readonly tools: BubbleTools; readonly timed: boolean }) {
  const { t } = useTranslation();
  const { message, reactions } = row;
  const { onReply, onReact } = tools;
  // Only what the provider knows can be answered or reacted to.
  const known = message.providerId !== null;
  return (
    <div className="flex shrink-0 items-center opacity-0 group-focus-within/bubble:opacity-100 group-hover/bubble:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
      {known && onReact && message.direction === 'in' && (
        <ReactionButton mine={reactions.out} onReact={(emoji) => onReact(message, emoji)} />
      )}
      {known && onReply && <IconButton icon={Reply} along label={t('conversation:reply')} onClick={() => onReply(message)} />}
      {timed && <StatusLine message={message} />}
    </div>
  );
}
