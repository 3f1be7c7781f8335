import { useInfiniteQuery } from '@tanstack/react-query';
import { PowerOff } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { useLive } from '#web/data/realtime.ts';
import { usePlace } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { Phone, PhoneMessage } from '../contract.ts';
import { Bubble, type BubbleTools } from './bubble.tsx';
import { Composer } from './composer.tsx';
import type { ListMessage } from './contents.tsx';
import { PendingBubble } from './pending-bubble.tsx';
import { messagesOf, threadQuery } from './queries.ts';
import { ListSheet, Sheet } from './sheet.tsx';
import { CardForm, LocationForm } from './things.tsx';
import { type Shown, threadOf } from './thread.ts';
import { type Outbox, useOutbox } from './use-outbox.ts';
import { usePhoneLife, useSeen } from './use-phone-life.ts';

export interface ScreenProps {
  readonly phone: Phone;
  /** Beside the name of whom one writes to. */
  readonly tools?: ReactNode;
  readonly onTurnOn: () => void;
  readonly onWhy?: ((turnId: string) => void) | undefined;
  /** The newest decision and answer, whenever there is another. */
  readonly onReply?: ((reply: Message) => void) | undefined;
}

/** The screen of one phone: whom it writes to, what was said, and where to write. */
export function Screen({ phone, tools, onTurnOn, onWhy, onReply }: ScreenProps) {
  const { t } = useTranslation();
  const asked = useInfiniteQuery(threadQuery(phone, useLive()));
  const messages = useMemo(() => messagesOf(asked.data), [asked.data]);
  const reply = messages.findLast(({ direction }) => direction === 'out');
  const { readTo, typing } = usePhoneLife(phone, reply?.id);
  const thread = useMemo(() => threadOf(messages, { off: phone.off, readTo }), [messages, phone.off, readTo]);
  const outbox = useOutbox(phone);
  useSeen(phone, thread.unseen);
  useEffect(() => {
    if (reply) onReply?.(reply);
  }, [reply, onReply]);
  const [screen, setScreen] = useState<HTMLElement | null>(null);
  return (
    <section
      ref={setScreen}
      aria-label={t('phone:screenOf', { name: phone.name })}
      className="relative flex h-full min-h-0 flex-col overflow-hidden bg-paper"
    >
      <Top phone={phone} typing={typing} tools={tools} />
      {phone.off ? (
        <Off waiting={thread.waiting} onTurnOn={onTurnOn} />
      ) : asked.isPending ? (
        <div className="flex-1">
          <Skeleton lines={4} />
        </div>
      ) : asked.error && messages.length === 0 ? (
        <div className="flex-1 overflow-y-auto">
          <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
        </div>
      ) : (
        <Talk
          key={phone.contactId}
          {...{ phone, outbox, screen, onWhy, typing }}
          shown={thread.shown}
          onOlder={asked.hasNextPage ? () => void asked.fetchNextPage() : undefined}
        />
      )}
    </section>
  );
}

function Top({ phone, typing, tools }: { readonly phone: Phone; readonly typing: boolean; readonly tools: ReactNode }) {
  const { t } = useTranslation();
  const place = usePlace();
  return (
    <header className="flex items-center gap-2 border-b border-line bg-raised px-3 py-2">
      <Avatar name={place.name} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-strong">{place.name}</p>
        <p role="status" className="truncate text-small text-muted">
          {typing ? t('phone:typing') : t('phone:heldBy', { name: phone.name })}
        </p>
      </div>
      {tools}
    </header>
  );
}

function Off({ waiting, onTurnOn }: { readonly waiting: number; readonly onTurnOn: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 bg-sunken px-6 text-center">
      <PowerOff aria-hidden className="size-8 text-muted" strokeWidth={1.5} />
      <p className="font-strong">{t('phone:isOff')}</p>
      <p className="text-muted">{t('phone:waiting', { count: waiting })}</p>
      <Button onClick={onTurnOn}>{t('phone:turnOn')}</Button>
    </div>
  );
}

interface TalkProps {
  readonly phone: Phone;
  readonly shown: readonly Shown[];
  readonly outbox: Outbox;
  readonly typing: boolean;
  readonly screen: HTMLElement | null;
  readonly onWhy: ScreenProps['onWhy'];
  readonly onOlder: (() => void) | undefined;
}

function Talk({ phone, shown, outbox, typing, screen, onWhy, onOlder }: TalkProps) {
  const { t } = useTranslation();
  const [about, setAbout] = useState<{ quoting: Message | null; editing: Shown | null }>({ quoting: null, editing: null });
  const [thing, setThing] = useState<'location' | 'card' | null>(null);
  const [list, setList] = useState<ListMessage | null>(null);
  const write = (message: PhoneMessage) => {
    setThing(null);
    setList(null);
    outbox.write({ message });
  };
  const tools: BubbleTools = {
    phoneId: phone.id,
    write,
    onWhy,
    onQuote: (message) => setAbout({ quoting: message, editing: null }),
    onEdit: (one) => setAbout({ quoting: null, editing: one }),
    onList: setList,
    onLocation: () => setThing('location'),
  };
  return (
    <>
      <Scroll newest={`${shown.at(-1)?.message.id} ${outbox.pending.length} ${typing}`}>
        {onOlder && (
          <li className="self-center">
            <Button look="quiet" onClick={onOlder}>
              {t('phone:older')}
            </Button>
          </li>
        )}
        {shown.length === 0 && outbox.pending.length === 0 && <Beginning onTry={(text) => write({ kind: 'text', text })} />}
        {shown.map((one) => (
          <Bubble key={one.message.id} shown={one} tools={tools} />
        ))}
        {outbox.pending.map((one) => (
          <PendingBubble key={one.key} pending={one} onRetry={() => outbox.again(one.key)} onDrop={() => outbox.drop(one.key)} />
        ))}
        {typing && <Dots />}
      </Scroll>
      <Composer
        key={about.editing?.message.id ?? 'new'}
        phone={phone}
        {...about}
        onLetGo={() => setAbout({ quoting: null, editing: null })}
        write={outbox.write}
        onThing={setThing}
      />
      <ListSheet
        screen={screen}
        message={list}
        onClose={() => setList(null)}
        onTap={(id) => list && write({ kind: 'choice', id, quotes: list.id })}
      />
      <Sheet screen={screen} open={thing !== null} onClose={() => setThing(null)} title={t(`phone:attach.${thing ?? 'card'}`)}>
        {thing === 'location' ? <LocationForm onWrite={write} /> : <CardForm onWrite={write} />}
      </Sheet>
    </>
  );
}

/** Stays at the newest message as long as that is where somebody looks. */
function Scroll({ newest, children }: { readonly newest: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is something newer.
  useEffect(() => {
    const { current } = scroller;
    if (current && atEnd.current) current.scrollTop = current.scrollHeight;
  }, [newest]);
  return (
    <div
      ref={scroller}
      role="log"
      aria-label={t('phone:talk')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 80;
      }}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-3 py-3 focus-visible:outline-offset-[-2px]"
    >
      <ul className="flex min-h-full flex-col justify-end gap-2">{children}</ul>
    </div>
  );
}

function Beginning({ onTry }: { readonly onTry: (text: string) => void }) {
  const { t } = useTranslation();
  const first = t('phone:firstWords');
  return (
    <li className="mx-auto my-auto flex max-w-72 flex-col items-center gap-3 px-2 text-center">
      <p className="text-muted">{t('phone:nothingYet')}</p>
      <Button onClick={() => onTry(first)}>{t('phone:writeThis', { words: first })}</Button>
    </li>
  );
}

function Dots() {
  return (
    <li aria-hidden className="flex gap-1 self-start rounded-card border border-line bg-raised px-4 py-3">
      {[0, 1, 2].map((dot) => (
        <span key={dot} className="size-2 rounded-full bg-muted animate-breathe" style={{ animationDelay: `${dot * 200}ms` }} />
      ))}
    </li>
  );
}
