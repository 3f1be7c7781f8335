import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatFull, formatRelative, nextChange } from '#web/i18n/format.ts';
import { Tooltip } from './tooltip.tsx';

/** "3 h ago"; the moment itself, with its zone, on hover. Goes on by itself. */
export function RelativeTime({ time }: { readonly time: string }) {
  const { t } = useTranslation();
  const reader = useReader();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), nextChange(time, now));
    return () => clearTimeout(timer);
  }, [time, now]);
  return (
    <Tooltip text={formatFull(time, reader)}>
      <time dateTime={time} className="whitespace-nowrap">
        {formatRelative(time, now, { ...reader, now: t('ui:now') })}
      </time>
    </Tooltip>
  );
}
