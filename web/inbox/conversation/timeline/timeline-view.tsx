import { ArrowDown } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { explainShort } from '#web/data/explain.ts';
import { useReader } from '#web/data/reader.ts';
import { formatDay } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { Bubble, type BubbleTools } from './bubble.tsx';
import { EventLine } from './event-line.tsx';
import { NoteCard } from './note-card.tsx';
import type { Row } from './rows.ts';
import type { Scrolling } from './use-scrolling.ts';
import type { Timeline } from './use-timeline.ts';

export interface TimelineViewProps {
  readonly timeline: Timeline;
  readonly rows: readonly Row[];
  readonly scrolling: Scrolling;
  readonly tools: BubbleTools;
  /** The message somebody was led to. */
  readonly markedId: string | null;
  /** After the newest: what is on its way, and who is writing. */
  readonly children: ReactNode;
}

/** Everything that was said and done, the newest at the foot. */
export function TimelineView({ timeline, rows, scrolling, tools, markedId, children }: TimelineViewProps) {
  const { t } = useTranslation();
  const { state, error } = timeline;
  if (!state) {
    // Of the height of what comes, so that the place to write stays where it is.
    return (
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error ? <ErrorState error={error} onRetry={timeline.retry} /> : <Skeleton lines={8} />}
      </div>
    );
  }
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scrolling.scroller}
        role="log"
        // What comes in is said by the announcer; here earlier messages come in too.
        aria-live="off"
        aria-label={t('conversation:timeline')}
        onScroll={scrolling.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain pb-3 [overflow-anchor:none] focus-visible:outline-offset-[-2px]"
      >
        <div ref={scrolling.content} className="relative flex min-h-full flex-col justify-end">
          <Beginning timeline={timeline} />
          {rows.map((row) => (
            <div key={row.key} data-row={row.key}>
              <OneRow row={row} tools={tools} marked={row.key === markedId} />
            </div>
          ))}
          {state.items.length === 0 && <p className="p-8 text-center text-muted">{t('conversation:nothingYet')}</p>}
          {!state.hasNewer && children}
        </div>
      </div>
      {(!scrolling.atEnd || state.hasNewer) && <ToNewest scrolling={scrolling} />}
    </div>
  );
}

function OneRow({ row, tools, marked }: { readonly row: Row; readonly tools: BubbleTools; readonly marked: boolean }) {
  switch (row.type) {
    case 'message':
      return <Bubble row={row} tools={tools} marked={marked} />;
    case 'note':
      return <NoteCard note={row.note} />;
    case 'event':
      return <EventLine event={row.event} />;
    case 'day':
      return <Day at={row.at} />;
    default:
      return <NewLine />;
  }
}

/** Of one height whatever it says, so that what is read below it does not move. */
const beginningLook = 'flex h-14 items-center justify-center px-6 text-center';

function Beginning({ timeline }: { readonly timeline: Timeline }) {
  const { t } = useTranslation();
  if (timeline.olderError) {
    return (
      <p role="alert" className="flex flex-wrap items-center justify-center gap-2 p-3 text-ember">
        {explainShort(timeline.olderError)} <Button onClick={timeline.loadOlder}>{t('ui:retry')}</Button>
      </p>
    );
  }
  if (timeline.loadingOlder) return <p className={classes(beginningLook, 'text-small text-muted')}>{t('conversation:loadingOlder')}</p>;
  if (timeline.state?.olderCursor) {
    // Scrolling does it; a key reaches it here.
    return (
      <p className={beginningLook}>
        <Button look="quiet" onClick={timeline.loadOlder}>
          {t('conversation:loadOlder')}
        </Button>
      </p>
    );
  }
  return <p className={classes(beginningLook, 'text-small text-muted')}>{t('conversation:beginning')}</p>;
}

function Day({ at }: { readonly at: string }) {
  const reader = useReader();
  const { t } = useTranslation();
  const word = useMemo(() => dayWord(at, reader.timeZone), [at, reader.timeZone]);
  return (
    <h3 className="flex items-center gap-3 px-5 pt-4 text-small text-muted">
      <span aria-hidden className="h-px flex-1 bg-line" />
      <time dateTime={at}>{word === null ? formatDay(at, reader) : t(`conversation:day.${word}`)}</time>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </h3>
  );
}

function dayWord(at: string, timeZone: string | undefined): 'today' | 'yesterday' | null {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone });
  const day = format.format(new Date(at));
  const now = new Date();
  if (day === format.format(now)) return 'today';
  return day === format.format(new Date(now.getTime() - 86_400_000)) ? 'yesterday' : null;
}

function NewLine() {
  const { t } = useTranslation();
  return (
    <p className="flex items-center gap-3 px-5 pt-3 text-small font-strong text-acacia">
      <span aria-hidden className="h-px flex-1 bg-acacia/50" />
      {t('conversation:newMessages')}
      <span aria-hidden className="h-px flex-1 bg-acacia/50" />
    </p>
  );
}

function ToNewest({ scrolling }: { readonly scrolling: Scrolling }) {
  const { t } = useTranslation();
  const go = useCallback(() => scrolling.toEnd(), [scrolling]);
  return (
    <div className="absolute inset-x-0 bottom-3 flex justify-center">
      <Button icon={ArrowDown} onClick={go}>
        {scrolling.unseen > 0 ? t('conversation:newBelow', { count: scrolling.unseen }) : t('conversation:toNewest')}
      </Button>
    </div>
  );
}
