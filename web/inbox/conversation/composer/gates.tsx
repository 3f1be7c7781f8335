import { FileText, Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import { useReader } from '#web/data/reader.ts';
import { formatMoment, formatRelative } from '#web/i18n/format.ts';
import { sayTrouble } from '#web/i18n/told.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import { useDeskSettings } from '../queries.ts';
import { useNow } from '../use-now.ts';
import type { Gate } from './gate.ts';

/** Which channel and whose name it goes out with, and what will happen. */
export function SendingAs({ row, channel, gate }: { readonly row: InboxRow; readonly channel: Channel | undefined; readonly gate: Gate }) {
  const { t } = useTranslation();
  const reader = useReader();
  const now = useNow();
  const pauses = useDeskSettings()?.replyPausesAssistant ?? false;
  const identity = channel && identityOf(channel);
  const name = row.channel.name;
  const soon = row.windowClosesAt !== null && Date.parse(row.windowClosesAt) - now.getTime() < 4 * 3_600_000;
  return (
    <span className="flex min-w-0 flex-wrap gap-x-2 text-muted">
      <span className="min-w-0 truncate">
        {identity ? t('conversation:sendsAs', { channel: name, identity }) : t('conversation:sendsOn', { channel: name })}
      </span>
      {gate === 'open' && soon && row.windowClosesAt && (
        <span className="text-amber">
          {t('conversation:windowCloses', { when: formatRelative(row.windowClosesAt, now, { ...reader, now: t('ui:now') }) })}
        </span>
      )}
      {gate === 'open' && row.handler === 'assistant' && pauses && <span className="text-clay">{t('conversation:replyTakesOver')}</span>}
      {gate === 'open' && row.state === 'closed' && <span>{t('conversation:replyToClosed')}</span>}
      {channel?.state === 'paused' && (
        <span className="text-amber">
          {t('conversation:channelPaused', { reason: channel.trouble ? sayTrouble(channel.trouble).text : '' })}
        </span>
      )}
    </span>
  );
}

/** The number and the name the contact sees. */
function identityOf({ settings, health }: Channel): string | null {
  const number = settings.displayPhoneNumber;
  const shown = typeof number === 'string' ? `+${number.replace(/^\+/, '')}` : null;
  return [health.displayName, shown].filter(Boolean).join(' · ') || null;
}

interface ClosedProps {
  readonly gate: Gate;
  readonly row: InboxRow;
  readonly contactName: string;
  readonly onTemplate: () => void;
}

/** Nothing can be written here now: why, and what to do. */
export function Closed({ gate, row, contactName, onTemplate }: ClosedProps) {
  const { t } = useTranslation();
  const reader = useReader();
  const now = useNow();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 p-3">
      <Info aria-hidden className="size-4 shrink-0 text-muted" />
      <p className="min-w-48 flex-1">
        {gate === 'window' &&
          t(row.lastInboundAt === null ? 'conversation:closed.neverWrote' : 'conversation:closed.window', {
            name: contactName,
            when: formatRelative(row.windowClosesAt ?? now, now, { ...reader, now: t('ui:now') }),
          })}
        {gate === 'opted_out' &&
          t('conversation:closed.opted_out', { name: contactName, when: row.optedOutAt ? formatMoment(row.optedOutAt, reader) : '' })}
        {(gate === 'former' || gate === 'disabled' || gate === 'forbidden') && t(`conversation:closed.${gate}`, { name: contactName })}{' '}
        {gate === 'former' && <Link to={`/contacts/${row.contact.id}`}>{t('conversation:openContact')}</Link>}
      </p>
      {gate === 'window' && (
        <Button look="main" icon={FileText} onClick={onTemplate}>
          {t('conversation:chooseTemplate')}
        </Button>
      )}
    </div>
  );
}
