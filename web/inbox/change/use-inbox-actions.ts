import { Archive, ArchiveRestore, Bot, Hand, MailOpen, Moon, Tag, UserPlus, Users } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '#web/data/session.ts';
import type { Action } from '#web/shell/actions.ts';
import type { DeskChange, InboxRow } from '../../../modules/desk/contract.ts';
import type { Picking } from './pickers.tsx';

export interface Doing {
  /** The conversations that are meant now: those selected, else the one that is open or that the keys are at. */
  rows(): readonly InboxRow[];
  readonly count: number;
  change(change: DeskChange, said: string): void;
  pick(what: Picking): void;
  markUnread(): void;
}

/** What can be done with conversations. From this list come the keys, the palette and the bar over a selection. */
export function useInboxActions({ rows, count, change, pick, markUnread }: Doing): readonly Action[] {
  const { t } = useTranslation();
  const mayChange = usePermission('conversations.change');
  const mayAssign = usePermission('conversations.assign');
  return useMemo((): Action[] => {
    if (count === 0) return [];
    const group = t('inbox:do.group', { count });
    const closed = rows().every((row) => row.state === 'closed');
    const close = closed
      ? { title: t('inbox:do.open'), icon: ArchiveRestore, run: () => change({ state: 'open' }, t('inbox:done.opened', { count })) }
      : { title: t('inbox:do.close'), icon: Archive, run: () => change({ state: 'closed' }, t('inbox:done.closed', { count })) };
    const withPeople = rows().every((row) => row.handler === 'people');
    const hand = withPeople
      ? { title: t('inbox:do.give'), icon: Bot, run: () => change({ handler: 'assistant' }, t('inbox:done.given', { count })) }
      : { title: t('inbox:do.take'), icon: Hand, run: () => change({ handler: 'people' }, t('inbox:done.taken', { count })) };
    const actions = [
      { id: 'inbox close', shortcut: 'e', may: mayChange, ...close },
      { id: 'inbox snooze', title: t('inbox:do.snooze'), icon: Moon, shortcut: 's', may: mayChange, run: () => pick('snooze') },
      { id: 'inbox assign', title: t('inbox:do.assign'), icon: UserPlus, shortcut: 'a', may: mayAssign, run: () => pick('assign') },
      { id: 'inbox label', title: t('inbox:do.label'), icon: Tag, shortcut: 'l', may: mayChange, run: () => pick('label') },
      { id: 'inbox team', title: t('inbox:do.team'), icon: Users, shortcut: 't', may: mayAssign, run: () => pick('team') },
      { id: 'inbox hand', shortcut: 'h', may: mayChange, ...hand },
      { id: 'inbox unread', title: t('inbox:do.unread'), icon: MailOpen, shortcut: 'u', may: true, run: markUnread },
    ];
    return actions.filter(({ may }) => may).map(({ may: _, ...action }) => ({ ...action, group }));
  }, [t, rows, count, change, pick, markUnread, mayChange, mayAssign]);
}
