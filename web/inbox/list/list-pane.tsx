import { lazy, type RefObject, Suspense, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '#web/data/session.ts';
import { Button } from '#web/ui/button.tsx';
import { ErrorState, Loading } from '#web/ui/states.tsx';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import { SelectionBar } from '../change/selection-bar.tsx';
import { useCounts } from '../counts.ts';
import { keyOf, type Shown, standard } from '../filter/filter.ts';
import { FilterBar } from '../filter/filter-bar.tsx';
import { ViewActions, ViewMenu } from '../filter/view-menu.tsx';
import { ConversationList, type ListHandle } from './conversation-list.tsx';
import { NoConversations } from './no-conversations.tsx';
import { RowSkeleton } from './row-skeleton.tsx';
import { useList } from './use-list.ts';
import { useLiveRows } from './use-live-rows.ts';
import { useLooking } from './use-looking.ts';
import { useWork } from './use-work.ts';

/** Loaded when somebody first asks for one. */
const ChangePicker = lazy(() => import('../change/pickers.tsx').then((parts) => ({ default: parts.ChangePicker })));

const none: readonly InboxRow[] = [];

interface Props {
  readonly shown: Shown;
  readonly openId: string | undefined;
  /** Is given what leads on when the open conversation is done with. */
  readonly goOn: RefObject<((conversationId: string) => void) | null>;
}

/** The left pane: which conversations, the list of them, and what is done with them. */
export function ListPane({ shown, openId, goOn }: Props) {
  const { t } = useTranslation();
  const { memberId } = usePlace();
  const { list, error, furtherError, retry, see } = useList(shown);
  const counts = useCounts();
  const lookingAt = useLooking(memberId);
  useLiveRows(shown, memberId, openId);
  const handle = useRef<ListHandle>(null);
  const work = useWork({ shown, openId, rows: list?.rows ?? none, handle });
  const { active, selection, going, actions, picking, setPicking, targets, change } = work;
  useImperativeHandle(goOn, () => (id) => work.goOn([{ id }]));
  return (
    <section aria-label={t('inbox:list')} className="flex h-full min-h-0 min-w-0 flex-col bg-raised">
      <div className="flex min-h-13 flex-col gap-1 border-b border-line px-3 py-2">
        {selection.ids.size > 0 ? (
          <SelectionBar count={selection.ids.size} actions={actions} onAll={selection.pickAll} onClear={selection.clear} />
        ) : (
          <>
            <div className="flex items-center justify-between gap-2">
              <ViewMenu shown={shown} onShown={going.toList} counts={counts} />
              <ViewActions shown={shown} onShown={going.toList} />
            </div>
            <FilterBar shown={shown} onShown={going.toList} />
          </>
        )}
      </div>
      {!list && (error ? <ErrorState error={error} onRetry={retry} /> : <RowsComing />)}
      {list?.rows.length === 0 && <NoConversations shown={shown} counts={counts} onReset={() => going.toList(standard)} />}
      {list && list.rows.length > 0 && (
        <ConversationList
          ref={handle}
          list={list}
          listKey={keyOf(shown)}
          openId={openId}
          activeId={active.id}
          selected={selection.ids}
          lookingAt={lookingAt}
          onSee={see}
          onOpen={active.open}
          onActive={active.moveTo}
          onPick={selection.pick}
        />
      )}
      {Boolean(furtherError) && (
        <div role="alert" className="flex items-center justify-between gap-2 border-t border-line px-3 py-2">
          {t('inbox:furtherFailed')}
          <Button onClick={retry}>{t('ui:retry')}</Button>
        </div>
      )}
      <Suspense>{picking && <ChangePicker what={picking} rows={targets()} onChange={change} onClose={() => setPicking(null)} />}</Suspense>
    </section>
  );
}

function RowsComing() {
  return (
    <div role="status" className="min-h-0 flex-1 overflow-hidden">
      <p className="px-3 py-0.5">
        <Loading />
      </p>
      <RowSkeleton rows={12} height={80} />
    </div>
  );
}
