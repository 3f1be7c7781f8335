import { useQueryClient } from '@tanstack/react-query';
import { Bot, Check, Clock4, Info, MessageSquareText, RotateCcw, Sparkles, StickyNote, Tag, UserRound, Users } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { usePlace } from '#web/data/session.ts';
import { type Action, useActions } from '#web/shell/actions.ts';
import { useAskWhy } from '#web/shell/panels.tsx';
import { tell } from '#web/ui/toast.tsx';
import type { DeskChange, InboxRow } from '../../../../modules/desk/contract.ts';
import { useChange } from '../../change/use-change.ts';
import { rowQuery } from '../queries.ts';
import type { Picker } from './picker.ts';

export interface Doing {
  toggleClosed(): void;
  toggleHandler(): void;
  markUnread(): void;
  /** Makes the change at once, with the way back; `said` tells that it is done. */
  change(change: DeskChange, done?: { said: string }): void;
}

/** What can be done with the open conversation, each with the way back. */
export function useDoing(row: InboxRow, onDone: (() => void) | undefined): Doing {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const send = useChange();
  function change(what: DeskChange, done?: { said: string }): void {
    send([row], what, done?.said ?? null, () => {
      if (what.state === 'closed' || what.snoozedUntil) onDone?.();
    });
  }
  return {
    change,
    toggleClosed() {
      if (row.state === 'closed') change({ state: 'open' }, { said: t('conversation:reopened') });
      else change({ state: 'closed' }, { said: t('conversation:closedIt') });
    },
    toggleHandler() {
      const next = row.handler === 'assistant' ? 'people' : 'assistant';
      const said = t(next === 'people' ? 'conversation:peopleAnswer' : 'conversation:assistantAnswers');
      change({ handler: next }, { said });
    },
    markUnread() {
      void post(`/api/conversations/${row.id}/unread`, { body: {} }).then(() => {
        void queries.invalidateQueries({ queryKey: rowQuery(row.id).queryKey });
        void queries.invalidateQueries({ queryKey: ['inbox'] });
        tell(t('conversation:markedUnread'));
      });
    },
  };
}

interface Keys {
  readonly row: InboxRow;
  readonly doing: Doing;
  readonly picker: Picker;
  readonly focus: (mode: 'reply' | 'note') => void;
  readonly onPanel: (() => void) | undefined;
  /** Of the assistant's last answer. */
  readonly turnId: string | null;
}

/** One key each; the same stand in the palette and behind "?". */
export function useConversationKeys(keys: Keys): void {
  const { row, doing, picker, focus, onPanel, turnId } = keys;
  const { t } = useTranslation();
  const askWhy = useAskWhy();
  const { memberId, permissions } = usePlace();
  const actions = useMemo((): Action[] => {
    const group = t('conversation:title');
    const may = (permission: string, action: Omit<Action, 'group'>) => (permissions.includes(permission) ? [{ ...action, group }] : []);
    const [closed, people] = [row.state === 'closed', row.handler === 'people'];
    const takes = { said: t('conversation:yours') };
    const close = { title: t(closed ? 'conversation:reopen' : 'conversation:close'), icon: closed ? RotateCcw : Check };
    const changes = (action: Omit<Action, 'group'>) => may('conversations.change', action);
    const assigns = (action: Omit<Action, 'group'>) => may('conversations.assign', action);
    return [
      ...may('messages.send', {
        id: 'reply',
        title: t('conversation:writeReply'),
        icon: MessageSquareText,
        shortcut: 'r',
        run: () => focus('reply'),
      }),
      ...may('notes.write', { id: 'note', title: t('conversation:writeNote'), icon: StickyNote, shortcut: 'n', run: () => focus('note') }),
      ...changes({ id: 'close', ...close, shortcut: 'e', run: doing.toggleClosed }),
      ...changes({ id: 'snooze', title: t('conversation:snooze'), icon: Clock4, shortcut: 's', run: () => picker.open('snooze') }),
      ...assigns({ id: 'assign', title: t('conversation:assign'), icon: UserRound, shortcut: 'a', run: () => picker.open('assign') }),
      ...assigns({
        id: 'take',
        title: t('conversation:assignMe'),
        icon: UserRound,
        shortcut: 'm',
        run: () => doing.change({ assigneeId: memberId }, takes),
      }),
      ...assigns({ id: 'team', title: t('conversation:setTeam'), icon: Users, shortcut: 't', run: () => picker.open('team') }),
      ...changes({ id: 'label', title: t('conversation:labels'), icon: Tag, shortcut: 'l', run: () => picker.open('label') }),
      ...changes({
        id: 'handler',
        title: t(people ? 'conversation:giveBack' : 'conversation:takeOver'),
        icon: Bot,
        shortcut: 'h',
        run: doing.toggleHandler,
      }),
      { id: 'unread', title: t('conversation:markUnread'), group, shortcut: 'u', run: doing.markUnread },
      ...(turnId === null
        ? []
        : may('turns.read', {
            id: 'why',
            title: t('conversation:whyLast'),
            icon: Sparkles,
            shortcut: 'w',
            run: () => askWhy(turnId),
          })),
      ...(onPanel ? [{ id: 'panel', title: t('conversation:panel.toggle'), group, icon: Info, shortcut: 'i', run: onPanel }] : []),
    ];
  }, [t, row, doing, picker, focus, onPanel, turnId, askWhy, memberId, permissions]);
  useActions(actions);
}
