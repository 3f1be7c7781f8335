import { Clock, CornerUpLeft, RotateCw, Trash2, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '#web/data/api.ts';
import { explain } from '#web/data/explain.ts';
import { useReader } from '#web/data/reader.ts';
import { formatBytes, formatClock } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { Progress } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import { Words } from '../timeline/words.tsx';
import { useNow } from '../use-now.ts';
import { forget, goesByItself, type Outgoing, sendAgain, sendAnyway, type Taken } from './outgoing.ts';

interface OutgoingBubbleProps {
  readonly one: Outgoing;
  readonly taken: Taken;
  readonly nameOf: (author: { author: string; authorId: string | null }) => string;
  /** Puts the words back to be changed. */
  readonly onEdit: (one: Outgoing) => void;
}

/** What was sent off and is not taken yet; a failure stays here, with its reason and what can be done. */
export function OutgoingBubble({ one, taken, nameOf, onEdit }: OutgoingBubbleProps) {
  const { t } = useTranslation();
  const reader = useReader();
  const note = one.said.type === 'note';
  return (
    <div className={classes('flex flex-col px-3 pt-3 two:px-5', note ? 'items-center' : 'items-end')}>
      <article
        aria-label={t('conversation:author.you')}
        className={classes(
          'max-w-[min(92%,40rem)] rounded-card border px-3 py-2',
          note ? 'w-full border-amber/40 bg-amber-soft' : 'bg-acacia-soft',
          !note && (one.state === 'failed' ? 'border-ember' : 'border-transparent'),
        )}
      >
        <Said one={one} />
      </article>
      {one.state === 'sending' && (
        <span className="inline-flex items-center gap-1.5 px-1 text-small text-muted">
          <time dateTime={one.at}>{formatClock(one.at, reader)}</time>
          <Clock aria-hidden className="size-3.5" />
          {t('conversation:status.sending')}
        </span>
      )}
      {one.state !== 'sending' && <WhatNow one={one} taken={taken} nameOf={nameOf} onEdit={onEdit} />}
    </div>
  );
}

function Said({ one }: { readonly one: Outgoing }) {
  const { t } = useTranslation();
  const reader = useReader();
  const { said } = one;
  if (said.type === 'note') return <Words text={said.text} />;
  if (said.type === 'message') {
    const { body } = said;
    if ('text' in body && body.text) return <Words text={body.text} />;
    return <p>{body.kind === 'reaction' ? body.emoji : t(`conversation:kind.${body.kind}`)}</p>;
  }
  const { name, blob } = said.file;
  return (
    <div className="flex w-64 max-w-full flex-col gap-1">
      <bdi className="truncate font-strong">{name}</bdi>
      {said.text && <Words text={said.text} />}
      {one.state === 'sending' && one.share !== null && (
        <Progress
          label={t('conversation:uploading', { size: formatBytes(blob.size, reader) })}
          value={Math.round(one.share * 100)}
          of={100}
        />
      )}
      {one.state === 'sending' && (
        <div>
          <Button look="quiet" onClick={() => forget(one)}>
            {t('ui:cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Reason({ one }: { readonly one: Outgoing }) {
  const { t } = useTranslation();
  const now = useNow();
  const { what, why, todo } = explain(one.error);
  if (one.error === null) return <span>{t('conversation:interruptedTodo')}</span>;
  const reached = !(one.error instanceof ApiError && one.error.status === 0);
  return <span>{[why ?? what, reached || goesByItself(one, now) ? todo : t('conversation:interruptedTodo')].join(' ')}</span>;
}

function WhatNow({ one, taken, nameOf, onEdit }: OutgoingBubbleProps) {
  const { t } = useTranslation();
  const answered = one.state === 'answered' && one.answered;
  const words = one.said.type !== 'file';
  return (
    <div
      role="alert"
      className={classes('mt-1 flex max-w-110 flex-col gap-1.5 rounded-control px-3 py-2', answered ? 'bg-amber-soft' : 'bg-ember-soft')}
    >
      {answered ? (
        <p className="flex flex-wrap gap-x-1">
          <span className="font-strong">{t('conversation:answeredMeanwhile', { name: nameOf(answered) })}</span>
          <RelativeTime time={answered.at} />
        </p>
      ) : (
        <p>
          <span className="flex items-center gap-1.5 font-strong text-ember">
            <TriangleAlert aria-hidden className="size-4" />
            {one.error === null ? t('conversation:interrupted') : t('conversation:notSent')}
          </span>
          <Reason one={one} />
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {answered ? (
          <Button onClick={() => void sendAnyway(one, taken)}>{t('conversation:sendAnyway')}</Button>
        ) : (
          <Button icon={RotateCw} onClick={() => void sendAgain(one, taken)}>
            {t('ui:retry')}
          </Button>
        )}
        {words && (
          <Button look="quiet" icon={CornerUpLeft} along onClick={() => onEdit(one)}>
            {t('conversation:editAgain')}
          </Button>
        )}
        <Button look="quiet" icon={Trash2} onClick={() => forget(one)}>
          {t('conversation:discard')}
        </Button>
      </div>
    </div>
  );
}
