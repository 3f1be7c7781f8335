import { Check, CheckCheck, CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classes } from '#web/ui/classes.ts';
import { Tooltip } from '#web/ui/tooltip.tsx';
import type { Tick } from './thread.ts';

const signs = { sent: Check, delivered: CheckCheck, read: CheckCheck, failed: CircleAlert } as const;

/** How far a message came, as a sign with its word. */
export function Ticks({ tick }: { readonly tick: Tick }) {
  const { t } = useTranslation();
  const Sign = signs[tick];
  const words = t(`phone:tick.${tick}`);
  return (
    <Tooltip text={words}>
      <span
        role="img"
        aria-label={words}
        className={classes('inline-flex', tick === 'read' && 'text-acacia', tick === 'failed' && 'text-ember')}
      >
        <Sign aria-hidden className="size-3.5" />
      </span>
    </Tooltip>
  );
}
