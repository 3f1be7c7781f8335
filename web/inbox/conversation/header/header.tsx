import { ArrowLeft, Bot, Check, CheckCheck, Clock4, Ellipsis, PanelRight, RotateCcw, Tag, UserRound, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { usePermission, usePlace } from '#web/data/session.ts';
import { formatMoment } from '#web/i18n/format.ts';
import { IncidentMark } from '#web/shell/panels.tsx';
import { Button, IconButton } from '#web/ui/button.tsx';
import { LabelMark } from '#web/ui/label-mark.tsx';
import { Avatar, Badge } from '#web/ui/marks.tsx';
import { Menu, MenuItem, MenuLabel } from '#web/ui/menu.tsx';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import { shownAddress } from '../address.ts';
import type { Picker } from './picker.ts';
import type { Doing } from './use-doing.ts';

export interface HeaderProps {
  readonly row: InboxRow;
  readonly name: string;
  readonly doing: Doing;
  readonly picker: Picker;
  /** Members who have it open too. */
  readonly others: readonly string[];
  readonly onBack?: (() => void) | undefined;
  readonly onPanel?: (() => void) | undefined;
}

/** Who it is, where they write, who has it, and what can be done with it. */
export function Header(props: HeaderProps) {
  const { row, name, others, onBack, onPanel } = props;
  const { t } = useTranslation();
  const address = row.contact.name && shownAddress(row.contact.address);
  return (
    <header className="flex flex-col gap-1.5 border-b border-line px-3 py-2 two:px-5">
      <div className="flex items-center gap-2">
        {onBack && <IconButton icon={ArrowLeft} along label={t('conversation:back')} onClick={onBack} />}
        <Avatar name={name} />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-reading">
            <bdi>{name}</bdi>
          </h2>
          <p className="flex min-w-0 gap-1.5 text-small text-muted">
            <bdi className="truncate">{row.channel.name}</bdi>
            {address && (
              <span dir="ltr" className="truncate">
                {address}
              </span>
            )}
          </p>
        </div>
        {others.length > 0 && <Looking names={others} />}
        <MainActions {...props} />
        {onPanel && <IconButton icon={PanelRight} along label={t('conversation:panel.toggle')} shortcut="i" onClick={onPanel} />}
      </div>
      {row.risk !== null && <IncidentMark contactId={row.contact.id} />}
      <Facts {...props} />
    </header>
  );
}

function Looking({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation();
  const shown = new Intl.ListFormat(useReader().language).format(names);
  return (
    <span
      role="img"
      aria-label={t('conversation:alsoHere', { names: shown })}
      title={t('conversation:alsoHere', { names: shown })}
      className="flex -space-x-1.5 rtl:space-x-reverse max-two:hidden"
    >
      {names.slice(0, 3).map((one) => (
        <Avatar key={one} name={one} size="small" />
      ))}
    </span>
  );
}

function MainActions({ row, doing, picker }: HeaderProps) {
  const { t } = useTranslation();
  const mayAssign = usePermission('conversations.assign');
  const mayChange = usePermission('conversations.change');
  if (!mayChange) return null;
  const closed = row.state === 'closed';
  return (
    <>
      <span className="contents max-two:hidden">
        {!closed && <IconButton icon={Clock4} label={t('conversation:snooze')} shortcut="s" onClick={() => picker.open('snooze')} />}
        <Button icon={closed ? RotateCcw : Check} onClick={doing.toggleClosed} title="e">
          {t(closed ? 'conversation:reopen' : 'conversation:close')}
        </Button>
      </span>
      <span className="contents two:hidden">
        <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('conversation:actions')} />}>
          <MenuLabel>{t('conversation:actions')}</MenuLabel>
          <MenuItem icon={closed ? RotateCcw : Check} onSelect={doing.toggleClosed}>
            {t(closed ? 'conversation:reopen' : 'conversation:close')}
          </MenuItem>
          {!closed && (
            <MenuItem icon={Clock4} onSelect={() => picker.open('snooze')}>
              {t('conversation:snooze')}
            </MenuItem>
          )}
          <MenuItem icon={CheckCheck} onSelect={doing.markUnread}>
            {t('conversation:markUnread')}
          </MenuItem>
          <MenuItem icon={Bot} onSelect={doing.toggleHandler}>
            {t(row.handler === 'assistant' ? 'conversation:takeOver' : 'conversation:giveBack')}
          </MenuItem>
          {mayAssign && (
            <>
              <MenuItem icon={UserRound} onSelect={() => picker.open('assign')}>
                {t('conversation:assign')}
              </MenuItem>
              <MenuItem icon={Users} onSelect={() => picker.open('team')}>
                {t('conversation:setTeam')}
              </MenuItem>
            </>
          )}
          <MenuItem icon={Tag} onSelect={() => picker.open('label')}>
            {t('conversation:labels')}
          </MenuItem>
        </Menu>
      </span>
    </>
  );
}

/** State, handler, assignee, team and labels: each says what it is and is where it is changed. Where the window is low, the words get its room. */
function Facts({ row, doing, picker }: HeaderProps) {
  const { t } = useTranslation();
  const reader = useReader();
  const { memberId } = usePlace();
  const mayChange = usePermission('conversations.change');
  const mayAssign = usePermission('conversations.assign');
  const assistant = row.handler === 'assistant';
  const assignee = row.assignee?.id === memberId ? t('conversation:author.you') : row.assignee?.name;
  return (
    <div className="flex flex-wrap items-center gap-1.5 max-two:[@media(max-height:500px)]:hidden">
      {row.state === 'closed' && <Badge icon={Check}>{t('conversation:state.closed')}</Badge>}
      {row.state === 'snoozed' && row.snoozedUntil && (
        <Badge tone="amber" icon={Clock4}>
          {t('conversation:state.snoozed', { until: formatMoment(row.snoozedUntil, reader) })}
        </Badge>
      )}
      <Fact
        icon={assistant ? Bot : UserRound}
        clay={assistant}
        able={mayChange}
        label={t(assistant ? 'conversation:takeOver' : 'conversation:giveBack')}
        onPress={doing.toggleHandler}
      >
        {t(assistant ? 'conversation:assistantAnswers' : 'conversation:peopleAnswer')}
      </Fact>
      <Fact icon={UserRound} able={mayAssign} label={t('conversation:assign')} onPress={() => picker.open('assign')}>
        {assignee ?? t('conversation:nobody')}
      </Fact>
      <Fact icon={Users} able={mayAssign} label={t('conversation:setTeam')} onPress={() => picker.open('team')}>
        {row.team?.name ?? t('conversation:noTeam')}
      </Fact>
      {row.labels.map((label) => (
        <span key={label.id} className="inline-flex max-w-40 rounded-full border border-line px-2 py-0.5">
          <LabelMark name={label.name} colour={label.colour} />
        </span>
      ))}
      {mayChange && (
        // On a phone it would stand alone in a line; the menu has it.
        <span className="contents max-two:hidden">
          <IconButton icon={Tag} label={t('conversation:labels')} shortcut="l" onClick={() => picker.open('label')} />
        </span>
      )}
    </div>
  );
}

interface FactProps {
  readonly icon: typeof Bot;
  readonly able: boolean;
  readonly label: string;
  readonly clay?: boolean;
  readonly onPress: () => void;
  readonly children: string;
}

function Fact({ icon: Sign, able, label, clay = false, onPress, children }: FactProps) {
  const look = `inline-flex max-w-44 items-center gap-1 rounded-full border px-2 py-0.5 text-small ${clay ? 'border-clay text-clay' : 'border-line'}`;
  const inside = (
    <>
      <Sign aria-hidden className="size-3.5 shrink-0" />
      <bdi className="truncate">{children}</bdi>
    </>
  );
  if (!able) return <span className={look}>{inside}</span>;
  return (
    <button type="button" aria-label={`${children}. ${label}`} title={label} onClick={onPress} className={`target ${look} hover:bg-sunken`}>
      {inside}
    </button>
  );
}
