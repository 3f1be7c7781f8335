import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '#web/ui/classes.ts';
import { RelativeTime } from '#web/ui/time.tsx';
import type { Incident } from '../contract.ts';
import { shareGone } from './order.ts';

const stepMs = 10_000;

/** How long until others are called, in words and as a bar that fills; nothing once somebody is there. */
export function TimeLeft({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => new Date());
  const { dueAt } = incident;
  useEffect(() => {
    if (dueAt === null) return;
    const timer = setInterval(() => setNow(new Date()), stepMs);
    return () => clearInterval(timer);
  }, [dueAt]);
  const share = shareGone(incident, now);
  if (dueAt === null || share === null) return null;
  return (
    <div className="w-40 max-w-full text-small text-muted">
      <p>
        {t('incidents:nextCall')} <RelativeTime time={dueAt} />
      </p>
      <progress
        max={1}
        value={share}
        aria-label={t('incidents:timeGone')}
        className={classes(
          'mt-1 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-webkit-progress-bar]:bg-line',
          incident.overdue
            ? '[&::-moz-progress-bar]:bg-ember [&::-webkit-progress-value]:bg-ember'
            : '[&::-moz-progress-bar]:bg-amber [&::-webkit-progress-value]:bg-amber',
        )}
      />
    </div>
  );
}
