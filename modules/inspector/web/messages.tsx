import { useTranslation } from 'react-i18next';
import { languageOfText } from '#web/i18n/languages.ts';
import { sayTrouble } from '#web/i18n/told.ts';
import { classes } from '#web/ui/classes.ts';
import { StateMark } from '#web/ui/marks.tsx';
import { RelativeTime } from '#web/ui/time.tsx';
import type { TurnDetail } from '../contract.ts';
import { Part } from './part.tsx';

type Made = TurnDetail['made'][number];
type Taken = TurnDetail['took'][number];

/** The messages it was decided over, or the replies that were made. */
export function Messages({ turn, part }: { readonly turn: TurnDetail; readonly part: 'took' | 'made' }) {
  const { t } = useTranslation();
  const list = turn[part];
  const title = part === 'took' ? t('inspector:took', { count: list.length }) : t('inspector:made', { count: list.length });
  return (
    <Part title={title}>
      <ul className="flex flex-col gap-2">
        {list.map((message) => (
          <li
            key={message.id}
            className={classes(
              'rounded-card border px-3 py-2',
              part === 'took' ? 'border-transparent bg-sunken' : 'border-clay/60 bg-raised',
            )}
          >
            <Words message={message} />
            {'status' in message ? <Status message={message} /> : <Arrived message={message} />}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Words({ message: { text, kind, characters } }: { readonly message: Pick<Made, 'text' | 'kind' | 'characters'> }) {
  const { t } = useTranslation();
  if (text !== null) {
    return (
      <p dir="auto" lang={languageOfText(text)} className="reading">
        {text}
      </p>
    );
  }
  const name = t(`inspector:kind.${kind}`, { defaultValue: kind });
  return <p className="text-muted">{characters === null ? name : t('inspector:hidden', { kind: name, count: characters })}</p>;
}

function Arrived({ message: { arrivedAt, late } }: { readonly message: Taken }) {
  const { t } = useTranslation();
  return (
    <p className="text-small text-muted">
      <RelativeTime time={arrivedAt} />
      {late && <span> · {t('inspector:late')}</span>}
    </p>
  );
}

const tones = {
  read: 'leaf',
  delivered: 'leaf',
  sent: 'plain',
  pending: 'amber',
  sending: 'amber',
  uncertain: 'amber',
  needs_template: 'amber',
} as const;

function Status({ message }: { readonly message: Made }) {
  const { t } = useTranslation();
  const { status, trouble, sentAt, deliveredAt, readAt } = message;
  const at = readAt ?? deliveredAt ?? sentAt;
  return (
    <div className="text-small text-muted">
      <p className="flex flex-wrap items-center gap-x-2">
        <StateMark tone={tones[status as keyof typeof tones] ?? 'ember'}>
          {t(`inspector:status.${status}`, { defaultValue: status })}
        </StateMark>
        {at !== null && <RelativeTime time={at} />}
      </p>
      {trouble && (
        <p className="text-ink">
          {sayTrouble(trouble).text} <span className="text-muted">{sayTrouble(trouble).advice}</span>
        </p>
      )}
    </div>
  );
}
