import { useParams, useSearch } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '#web/ui/classes.ts';
import { Drawer } from '#web/ui/dialog.tsx';
import { Kbd } from '#web/ui/kbd.tsx';
import { useArrival, useWindowTitle } from '#web/ui/page.tsx';
import { Skeleton } from '#web/ui/states.tsx';
import { useWide } from '#web/ui/use-wide.ts';
import { AskFirst } from './change/ask-first.tsx';
import { ContactPanel, ConversationPane } from './conversation/index.ts';
import { keyOf, shownOf } from './filter/filter.ts';
import { ListPane } from './list/list-pane.tsx';
import { useGoing } from './list/use-going.ts';

/** Conversations, as people work on them: the list, the one that is open, and who it is with. As many side by side as there is room for. */
export function InboxPage() {
  const { t } = useTranslation();
  useWindowTitle(t('titles:inbox.title'));
  const heading = useArrival();
  const { conversationId } = useParams({ strict: false }) as { conversationId?: string };
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const key = keyOf(shownOf(search));
  const shown = useMemo(() => shownOf(JSON.parse(key)), [key]);
  const { toList } = useGoing(shown);
  const goOn = useRef<(conversationId: string) => void>(null);
  const panel = usePanel();
  const alone = !useWide('(min-width: 800px)');
  const beside = panel.beside && conversationId !== undefined;
  return (
    <div
      className={classes(
        'grid h-full min-h-0 grid-cols-[minmax(0,1fr)] two:grid-cols-[minmax(280px,23vw)_minmax(0,1fr)]',
        beside && 'three:grid-cols-[minmax(280px,23vw)_minmax(0,1fr)_minmax(264px,20vw)]',
      )}
    >
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        {t('titles:inbox.title')}
      </h1>
      <div className={classes('min-h-0 min-w-0 border-e border-line', conversationId && 'max-two:hidden')}>
        <ListPane shown={shown} openId={conversationId} goOn={goOn} />
      </div>
      {conversationId === undefined ? (
        <NothingOpen />
      ) : (
        <div data-fills-phone className="min-h-0 min-w-0">
          <Suspense fallback={<Skeleton lines={8} />}>
            <ConversationPane
              conversationId={conversationId}
              // Opened from a search: at the message that was found.
              messageId={typeof search.message === 'string' ? search.message : undefined}
              onBack={alone ? () => toList() : undefined}
              onPanel={panel.toggle}
              onDone={() => goOn.current?.(conversationId)}
            />
          </Suspense>
        </div>
      )}
      {conversationId !== undefined && <Panel conversationId={conversationId} panel={panel} />}
      <AskFirst />
    </div>
  );
}

const kept = 'baraza.inbox.panel';

/** Beside the conversation where there is room, unless somebody put it away; else over it, when asked for. */
function usePanel() {
  const hasRoom = useWide('(min-width: 1200px)');
  const [wanted, setWanted] = useState(() => localStorage.getItem(kept) !== 'away');
  const [drawn, setDrawn] = useState(false);
  function toggle(): void {
    if (hasRoom) {
      localStorage.setItem(kept, wanted ? 'away' : 'there');
      setWanted(!wanted);
    } else setDrawn(!drawn);
  }
  return { beside: hasRoom && wanted, drawn: !hasRoom && drawn, toggle };
}

function Panel({ conversationId, panel }: { readonly conversationId: string; readonly panel: ReturnType<typeof usePanel> }) {
  const { t } = useTranslation();
  const content = (
    <Suspense fallback={<Skeleton lines={6} />}>
      <ContactPanel conversationId={conversationId} />
    </Suspense>
  );
  if (panel.beside) {
    return (
      <aside aria-label={t('inbox:panel')} className="min-h-0 min-w-0 overflow-y-auto border-s border-line">
        {content}
      </aside>
    );
  }
  return (
    <Drawer open={panel.drawn} onOpenChange={panel.toggle} title={t('inbox:panel')}>
      {content}
    </Drawer>
  );
}

/** Beside the list while nothing is open: how one gets on without a pointer. */
function NothingOpen() {
  const { t } = useTranslation();
  const keys = ['j', 'k', 'enter', 'x', '?'] as const;
  return (
    <div className="flex flex-col items-center justify-center gap-4 p-6 text-muted max-two:hidden">
      <MessagesSquare aria-hidden className="size-8" strokeWidth={1.5} />
      <p>{t('inbox:choose')}</p>
      <dl className="grid grid-cols-[auto_auto] items-center gap-x-3 gap-y-2 pointer-coarse:hidden">
        {keys.map((key) => (
          <div key={key} className="contents">
            <dt>
              <Kbd shortcut={key} />
            </dt>
            <dd>{t(`inbox:keys.${key === '?' ? 'help' : key}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
