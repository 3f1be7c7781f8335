import { Check, CheckCheck, CircleHelp, Clock, FileText, RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { post } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { useReader } from '#web/data/reader.ts';
import { useSending } from '#web/data/use-sending.ts';
import { formatClock, formatFull, formatMoment } from '#web/i18n/format.ts';
import { sayTrouble } from '#web/i18n/told.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import type { Icon } from '#web/ui/icon.ts';
import { Tooltip } from '#web/ui/tooltip.tsx';

type Status = Message['status'];

const looks: Readonly<Partial<Record<Status, { icon: Icon; tone: string }>>> = {
  pending: { icon: Clock, tone: '' },
  sending: { icon: Clock, tone: '' },
  uncertain: { icon: CircleHelp, tone: 'text-amber' },
  needs_template: { icon: FileText, tone: 'text-amber' },
  error: { icon: TriangleAlert, tone: 'text-ember' },
  failed: { icon: TriangleAlert, tone: 'text-ember' },
  sent: { icon: Check, tone: '' },
  delivered: { icon: CheckCheck, tone: '' },
  read: { icon: CheckCheck, tone: 'text-acacia' },
};

/** When it was written, and how far it came: a sign and its word. */
export function StatusLine({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const reader = useReader();
  const written = message.writtenAt ?? message.createdAt;
  const look = message.direction === 'out' ? looks[message.status] : undefined;
  const Sign = look?.icon;
  return (
    <span className="inline-flex items-center gap-1.5 text-small text-muted">
      <Tooltip text={<Times message={message} />}>
        <time dateTime={written}>{message.late ? formatMoment(written, reader) : formatClock(written, reader)}</time>
      </Tooltip>
      {look && Sign && (
        <span className={classes('inline-flex items-center gap-1', look.tone)}>
          <Sign aria-hidden className="size-3.5" />
          {t(`conversation:status.${message.status}`)}
        </span>
      )}
    </span>
  );
}

function Times({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const reader = useReader();
  const times = [
    ['written', message.writtenAt ?? message.createdAt],
    ['sent', message.sentAt],
    ['delivered', message.deliveredAt],
    ['read', message.readAt],
  ] as const;
  return (
    <span className="flex flex-col">
      {times.map(([name, time]) => time && <span key={name}>{t(`conversation:time.${name}`, { time: formatFull(time, reader) })}</span>)}
    </span>
  );
}

const retryable: readonly Status[] = ['failed', 'error', 'uncertain'];

/** What happened to a message that did not go out, why, and what to do now. Stays where the message is. */
export function Trouble({ message, onTemplate }: { readonly message: Message; readonly onTemplate?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const retry = useSending((_: undefined, once) => post<Message>(`/api/failed-sends/${message.id}/retry`, { body: {}, once }));
  const stuck = message.direction === 'out' && (retryable.includes(message.status) || message.status === 'needs_template');
  if (!stuck) return null;
  if (message.retriedAs !== null) return <p className="text-small text-muted">{t('conversation:sentOnceMore')}</p>;
  const { trouble } = message;
  const said = trouble && sayTrouble(trouble);
  const grave = message.status === 'failed' || message.status === 'error';
  return (
    <div
      className={classes(
        'mt-1 flex max-w-110 flex-col gap-1 rounded-control px-3 py-2 text-start',
        grave ? 'bg-ember-soft' : 'bg-amber-soft',
      )}
    >
      <p className={classes('font-strong', grave ? 'text-ember' : 'text-amber')}>{t(`conversation:trouble.${message.status}`)}</p>
      {said && (
        <p {...(said.foreign ? { lang: 'en', dir: 'auto' } : {})}>
          {said.text} {said.advice}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {retryable.includes(message.status) && (
          <Button icon={RotateCw} busy={retry.busy} onClick={() => retry.send(undefined)}>
            {t('conversation:sendOnceMore')}
          </Button>
        )}
        {message.status === 'needs_template' && onTemplate && (
          <Button icon={FileText} onClick={onTemplate}>
            {t('conversation:chooseTemplate')}
          </Button>
        )}
        {retry.error ? <span className="text-small text-ember">{explainShort(retry.error)}</span> : null}
      </div>
      {trouble?.provider && (
        <details className="text-small text-muted">
          <summary>{t('ui:details')}</summary>
          <span dir="ltr">{[trouble.code, trouble.provider.code, trouble.provider.message].filter(Boolean).join(' · ')}</span>
        </details>
      )}
    </div>
  );
}
