import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
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
      <meter
        min={0}
        max={1}
        value={share}
        aria-label={t('incidents:timeGone')}
        className={`mt-1 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-webkit-meter-bar]:h-1.5 [&::-webkit-meter-bar]:rounded-full [&::-webkit-meter-bar]:border-0 [&::-webkit-meter-bar]:bg-line [&::-webkit-meter-inner-element]:block ${
          incident.overdue
            ? '[&::-moz-meter-bar]:bg-ember [&::-webkit-meter-optimum-value]:bg-ember'
            : '[&::-moz-meter-bar]:bg-amber [&::-webkit-meter-optimum-value]:bg-amber'
        }`}
      />
    </div>
  );
}
