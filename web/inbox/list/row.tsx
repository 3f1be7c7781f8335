import type { TFunction } from 'i18next';
import {
  AlarmClock,
  Bot,
  Check,
  CircleAlert,
  CircleDot,
  Hourglass,
  MessageCircle,
  Milestone,
  Moon,
  OctagonAlert,
  Plug,
  Reply,
  Smartphone,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { formatAge, formatSpan } from '#web/i18n/age.ts';
import { formatFull, type Reader } from '#web/i18n/format.ts';
import { classes } from '#web/ui/classes.ts';
import type { Icon } from '#web/ui/icon.ts';
import { LabelMark } from '#web/ui/label-mark.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import { nameOf, wordsOf } from './words.ts';

export interface RowProps {
  readonly row: InboxRow;
  readonly selected: boolean;
  /** Whether to say by which channel: there are several. */
  readonly glyph: boolean;
  /** Names of colleagues who look at it now. */
  readonly looking: readonly string[];
  readonly now: Date;
  readonly reader: Reader;
  readonly t: TFunction;
}

/** A conversation in the list. Always as high as the others, whatever people are called and say. */
export function Row({ row, selected, glyph, looking, now, reader, t }: RowProps) {
  const name = nameOf(row, t);
  const isNew = row.unread > 0;
  return (
    <div className="flex h-full gap-3 px-3 py-2">
      <Face row={row} name={name} selected={selected} glyph={glyph} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span dir="auto" className={classes('one-line min-w-0 flex-1', isNew && 'font-strong')}>
            {name}
          </span>
          <time dateTime={row.lastMessageAt} title={formatFull(row.lastMessageAt, reader)} className="shrink-0 text-small text-muted">
            {formatAge(row.lastMessageAt, now, { ...reader, now: t('ui:now') })}
          </time>
        </div>
        <div className="flex items-center gap-1.5">
          <Words row={row} t={t} />
          {isNew && (
            <span className="min-w-5 shrink-0 rounded-full bg-acacia px-1.5 text-center text-small font-strong text-on-acacia tabular-nums">
              <span aria-hidden>{row.unread >= 99 ? '99+' : row.unread}</span>
              <span className="sr-only">{t('inbox:row.unread', { count: row.unread })}</span>
            </span>
          )}
        </div>
        <Marks row={row} looking={looking} now={now} reader={reader} t={t} />
      </div>
    </div>
  );
}

const glyphs: Readonly<Record<string, Icon>> = { whatsapp: MessageCircle, simulator: Smartphone, gateway: Plug };

/** Initials, with the channel where there are several; selected or pointed at, the place to select it. */
function Face({
  row,
  name,
  selected,
  glyph,
}: {
  readonly row: InboxRow;
  readonly name: string;
  readonly selected: boolean;
  readonly glyph: boolean;
}) {
  const Glyph = glyphs[row.channel.type] ?? MessageCircle;
  if (selected) {
    return (
      <span data-pick className="target mt-0.5 grid size-8 shrink-0 place-items-center rounded-full bg-acacia text-on-acacia">
        <Check aria-hidden className="size-4" strokeWidth={3} />
      </span>
    );
  }
  return (
    <span
      data-pick
      title={row.channel.name}
      className="target relative mt-0.5 size-8 shrink-0 before:absolute before:inset-0 before:hidden before:rounded-full before:border-2 before:border-edge before:bg-raised pointer-fine:group-hover/row:before:block"
    >
      {row.contact.name === null ? (
        <span aria-hidden className="grid size-8 place-items-center rounded-full bg-line/60 text-muted">
          <Glyph className="size-4" />
        </span>
      ) : (
        <Avatar name={name} />
      )}
      {glyph && row.contact.name !== null && (
        <span aria-hidden className="absolute -end-1 -bottom-1 grid size-4 place-items-center rounded-full bg-raised text-muted">
          <Glyph className="size-3" />
        </span>
      )}
    </span>
  );
}

function Words({ row, t }: Pick<RowProps, 'row' | 't'>) {
  const { lastMessage } = row;
  const ours = lastMessage?.direction === 'out';
  const assistant = lastMessage?.author === 'assistant';
  return (
    <span className={classes('flex min-w-0 flex-1 items-center gap-1', row.unread > 0 ? 'text-ink' : 'text-muted')}>
      {ours && (
        <>
          <Reply aria-hidden className={classes('along size-3.5 shrink-0', assistant && 'text-clay')} />
          <span className="sr-only">{t(assistant ? 'inbox:row.byAssistant' : 'inbox:row.byUs')}</span>
        </>
      )}
      <span dir="auto" className="one-line min-w-0 flex-1">
        {wordsOf(lastMessage, t)}
      </span>
    </span>
  );
}

/** As everywhere: a word, a shape and a colour, and the loudest only for what cannot wait. */
function riskLook(risk: string): { readonly icon: Icon; readonly tone: string } {
  if (risk === 'moderate') return { icon: CircleDot, tone: 'text-ink' };
  if (risk === 'high') return { icon: CircleAlert, tone: 'text-amber font-strong' };
  return { icon: OctagonAlert, tone: 'text-ember font-strong' };
}

const shortWindowMs = 4 * 3_600_000;

/** What there is to know before it is opened, the urgent first: what does not fit is cut off at the end. */
function Marks({ row, looking, now, reader, t }: Omit<RowProps, 'selected' | 'glyph'>) {
  const left = row.windowClosesAt === null ? 0 : new Date(row.windowClosesAt).getTime() - now.getTime();
  return (
    <div className="flex h-5 items-center gap-2.5 overflow-hidden text-small whitespace-nowrap text-muted">
      {row.risk !== null && <Mark {...riskLook(row.risk)}>{t('inbox:row.risk', { risk: row.risk })}</Mark>}
      {row.failed && (
        <Mark icon={CircleAlert} tone="text-ember">
          {t('inbox:row.failed')}
        </Mark>
      )}
      {row.waitingSince !== null && (
        <Mark icon={AlarmClock} tone="text-amber">
          {t('inbox:row.waits', { span: formatSpan(now.getTime() - new Date(row.waitingSince).getTime(), reader) })}
        </Mark>
      )}
      {left > 0 && left < shortWindowMs && (
        <Mark icon={Hourglass} tone="text-amber">
          {t('inbox:row.window', { span: formatSpan(left, reader) })}
        </Mark>
      )}
      {row.snoozedUntil !== null && (
        <Mark icon={Moon} tone="text-muted">
          {t('inbox:row.snoozed', { span: formatSpan(new Date(row.snoozedUntil).getTime() - now.getTime(), reader) })}
        </Mark>
      )}
      <Handler row={row} t={t} />
      {row.stage !== null && (
        <Mark icon={Milestone} tone="text-muted">
          <bdi>{row.stage}</bdi>
        </Mark>
      )}
      {row.labels.map((label) => (
        <LabelMark key={label.id} name={label.name} colour={label.colour} />
      ))}
      {looking.length > 0 && (
        <span className="ms-auto flex shrink-0 -space-x-1.5 bg-inherit ps-1 rtl:space-x-reverse">
          <span className="sr-only">{t('inbox:row.looking', { names: looking.join(', '), count: looking.length })}</span>
          {looking.slice(0, 3).map((name) => (
            <span key={name} title={name} className="rounded-full ring-2 ring-raised">
              <Avatar name={name} size="tiny" />
            </span>
          ))}
        </span>
      )}
    </div>
  );
}

/** Who has it: the assistant in its colour, a colleague by name, or nobody yet. */
function Handler({ row, t }: Pick<RowProps, 'row' | 't'>) {
  if (row.state === 'closed') return <span className="shrink-0">{t('inbox:row.closed')}</span>;
  if (row.handler === 'assistant') {
    return (
      <Mark icon={Bot} tone="text-clay">
        {t('inbox:row.assistant')}
      </Mark>
    );
  }
  const whose = row.assignee?.name || row.team?.name;
  return <span className="max-w-32 min-w-8 truncate">{whose ? <bdi>{whose}</bdi> : t('inbox:row.nobodys')}</span>;
}

function Mark({ icon: Sign, tone, children }: { readonly icon: Icon; readonly tone: string; readonly children: ReactNode }) {
  return (
    <span className={classes('inline-flex shrink-0 items-center gap-1', tone)}>
      <Sign aria-hidden className="size-3.5" />
      {children}
    </span>
  );
}
