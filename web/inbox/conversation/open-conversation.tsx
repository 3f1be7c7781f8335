import { Upload } from 'lucide-react';
import { lazy, type RefObject, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { useConnection } from '#web/data/connection.ts';
import { useReader } from '#web/data/reader.ts';
import { usePermission } from '#web/data/session.ts';
import type { InboxRow, TimelineItem } from '../../../modules/desk/contract.ts';
import { useMembers } from '../queries.ts';
import { Composer, type ComposerHandle } from './composer/composer.tsx';
import type { Mode } from './composer/mode.ts';
import { forget, goesByItself, outgoingOf, sendAgain, sendOff, type Taken, useOutgoing } from './composer/outgoing.ts';
import { OutgoingBubble } from './composer/outgoing-bubble.tsx';
import { useFiles } from './composer/use-files.ts';
import { useTaken } from './composer/use-taken.ts';
import { Header } from './header/header.tsx';
import type { Picker, PickerName } from './header/picker.ts';
import { Pickers } from './header/pickers.tsx';
import { useConversationKeys, useDoing } from './header/use-doing.ts';
import { useMarkRead } from './mark-read.ts';
import type { ConversationPaneProps } from './pane-props.ts';
import { useHere } from './presence.ts';
import { useChannel, useNewcomers } from './queries.ts';
import { NewMessageAnnouncer } from './timeline/announcer.tsx';
import type { BubbleTools } from './timeline/bubble.tsx';
import { useContactName, useNames } from './timeline/names.ts';
import { firstUnread, lastSeen, toRows } from './timeline/rows.ts';
import { TimelineView } from './timeline/timeline-view.tsx';
import { useScrolling } from './timeline/use-scrolling.ts';
import { useTimeline } from './timeline/use-timeline.ts';
import { Writing } from './timeline/writing.tsx';

const TemplateDrawer = lazy(() => import('./composer/template-drawer.tsx').then((parts) => ({ default: parts.TemplateDrawer })));

interface OpenConversationProps extends ConversationPaneProps {
  readonly row: InboxRow;
  readonly unreadAtStart: number;
}

/** Header, timeline and composer of one conversation, and what goes between them. */
export function OpenConversation({ conversationId, messageId, onBack, onPanel, onDone, row, unreadAtStart }: OpenConversationProps) {
  const timeline = useTimeline(conversationId, messageId);
  const scrolling = useScrolling(timeline);
  const channel = useChannel(row.channelId).data;
  const files = useFiles(channel?.abilities?.files ?? null);
  const contactName = useContactName(row.contact);
  const nameOf = useNames(contactName);
  const here = useHere(conversationId);
  const taken = useTaken(conversationId);
  const composer = useRef<ComposerHandle>(null);
  const [quoting, setQuoting] = useState<Message | null>(null);
  const [template, setTemplate] = useState(false);
  const picker = usePicker();
  const doing = useDoing(row, onDone);
  const items = timeline.state?.items ?? nothing;
  const { markedId, goTo } = useMarked(messageId, scrolling.goTo, timeline.state !== undefined);
  const focus = useCallback((mode: Mode) => composer.current?.focus(mode), []);
  useConversationKeys({ row, doing, picker, focus, onPanel, turnId: lastTurn(items) });
  useMarkRead(conversationId, { items, atEnd: scrolling.atEnd && !timeline.state?.hasNewer, unread: row.unread });
  const rows = useRows(items, unreadAtStart);
  const tools = useBubbleTools({
    items,
    nameOf,
    goTo,
    reply(message) {
      setQuoting(message);
      focus('reply');
    },
    react(message, emoji) {
      void sendOff(conversationId, { type: 'message', body: { kind: 'reaction', emoji, quotes: message.id } }, taken);
    },
    template: () => setTemplate(true),
  });
  const namesOf = useMemberNames();
  useNewcomers([...here.looking, ...authorsOf(items)]);
  const sending = { row, taken, seenTo: useSeenTo(items), onSent: scrolling.toEnd };

  return (
    <section aria-label={contactName} className="relative flex h-full min-h-0 min-w-0 flex-col bg-paper" {...files.drop}>
      <Header row={row} name={contactName} doing={doing} picker={picker} others={namesOf(here.looking)} onBack={onBack} onPanel={onPanel} />
      <TimelineView timeline={timeline} rows={rows} scrolling={scrolling} tools={tools} markedId={markedId}>
        <OnTheWay conversationId={conversationId} taken={taken} nameOf={nameOf} composer={composer} />
      </TimelineView>
      <Writing contact={here.contactTyping ? contactName : null} members={namesOf(here.typing)} />
      <NewMessageAnnouncer items={items} nameOf={nameOf} />
      <Composer
        {...sending}
        ref={composer}
        {...{ channel, contactName, files, quoting, nameOf }}
        onQuoting={setQuoting}
        onTemplate={() => setTemplate(true)}
      />
      {files.over && <DropHere />}
      <Pickers picker={picker} row={row} doing={doing} />
      {template && (
        <Suspense>
          <TemplateDrawer {...sending} onClose={() => setTemplate(false)} />
        </Suspense>
      )}
    </section>
  );
}

/** What was seen once is seen, also by somebody who has gone up to earlier places since. */
function useSeenTo(items: readonly TimelineItem[]): string | undefined {
  const [seen, setSeen] = useState<string>();
  const last = lastSeen(items);
  if (last !== undefined && (seen === undefined || last > seen)) setSeen(last);
  return seen;
}

interface OnTheWayProps {
  readonly conversationId: string;
  readonly taken: Taken;
  readonly nameOf: (message: Message) => string;
  readonly composer: RefObject<ComposerHandle | null>;
}

/** Sent off, and not taken yet. */
function OnTheWay({ conversationId, taken, nameOf, composer }: OnTheWayProps) {
  const outgoing = useOutgoing(conversationId);
  const connection = useConnection();
  useEffect(() => {
    if (connection !== 'here') return;
    for (const one of outgoingOf(conversationId)) if (goesByItself(one, new Date())) void sendAgain(one, taken);
  }, [connection, conversationId, taken]);
  return outgoing.map((one) => (
    <OutgoingBubble
      key={one.key}
      one={one}
      taken={taken}
      nameOf={(author) => nameOf(author as Message)}
      onEdit={(back) => {
        forget(back);
        composer.current?.bringBack(back);
      }}
    />
  ));
}

const authorsOf = (items: readonly TimelineItem[]) =>
  items.flatMap((item) => (item.type === 'message' && item.message.author === 'member' ? [item.message.authorId] : []));

function useMemberNames(): (ids: readonly string[]) => string[] {
  const members = useMembers();
  return (ids) => ids.flatMap((id) => members.find((one) => one.id === id)?.name ?? []);
}

const nothing: readonly never[] = [];

function usePicker(): Picker {
  const [shown, setShown] = useState<PickerName | null>(null);
  return useMemo(() => ({ shown, open: setShown, close: () => setShown(null) }), [shown]);
}

function lastTurn(items: readonly TimelineItem[]): string | null {
  const last = items.findLast((item) => item.type === 'message' && item.message.author === 'assistant');
  return last?.type === 'message' ? last.message.turnId : null;
}

/** Shown for a moment, so that the eye finds it. */
const markedMs = 2500;

function useMarked(messageId: string | undefined, goTo: (id: string) => Promise<boolean>, ready: boolean) {
  const [markedId, setMarkedId] = useState<string | null>(null);
  const go = useRef(goTo);
  useEffect(() => {
    go.current = goTo;
  });
  const show = useCallback((id: string) => {
    void go.current(id).then((there) => there && setMarkedId(id));
  }, []);
  useEffect(() => {
    if (ready && messageId) show(messageId);
  }, [ready, messageId, show]);
  useEffect(() => {
    if (markedId === null) return;
    const timer = setTimeout(() => setMarkedId(null), markedMs);
    return () => clearTimeout(timer);
  }, [markedId]);
  return { markedId, goTo: show };
}

function useRows(items: Parameters<typeof toRows>[0], unreadAtStart: number) {
  const { timeZone } = useReader();
  const [newFrom, setNewFrom] = useState<string | null | undefined>();
  // Once, when the first page is there: later ones are new only to who is not looking.
  if (newFrom === undefined && items.length > 0) setNewFrom(firstUnread(items, unreadAtStart));
  return useMemo(() => toRows(items, { timeZone, newFrom: newFrom ?? null }), [items, timeZone, newFrom]);
}

interface BubbleDoings {
  readonly items: Parameters<typeof toRows>[0];
  readonly nameOf: BubbleTools['nameOf'];
  readonly goTo: (id: string) => void;
  readonly reply: (message: Message) => void;
  readonly react: (message: Message, emoji: string | null) => void;
  readonly template: () => void;
}

/** The same object as long as nothing of it changed, so that bubbles are drawn again only when theirs did. */
function useBubbleTools({ items, nameOf, goTo, reply, react, template }: BubbleDoings): BubbleTools {
  const maySend = usePermission('messages.send');
  const latest = useRef({ items, reply, react, template });
  useEffect(() => {
    latest.current = { items, reply, react, template };
  });
  return useMemo(
    () => ({
      nameOf,
      onGo: goTo,
      messageOf(id) {
        const item = latest.current.items.find((one) => one.id === id);
        return item?.type === 'message' ? item.message : undefined;
      },
      ...(maySend
        ? {
            onReply: (message: Message) => latest.current.reply(message),
            onReact: (message: Message, emoji: string | null) => latest.current.react(message, emoji),
            onTemplate: () => latest.current.template(),
          }
        : {}),
    }),
    [nameOf, goTo, maySend],
  );
}

function DropHere() {
  const { t } = useTranslation();
  return (
    <div className="pointer-events-none absolute inset-2 z-30 grid place-items-center rounded-card border-2 border-dashed border-acacia bg-acacia-soft/90">
      <p className="flex items-center gap-2 text-reading font-strong text-acacia">
        <Upload aria-hidden className="size-5" />
        {t('conversation:dropHere')}
      </p>
    </div>
  );
}
