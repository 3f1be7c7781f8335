import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { FlowFault } from '#contract/flow-state.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { say, says } from '#web/i18n/i18n.ts';
import { classes } from '#web/ui/classes.ts';

/** What is wrong, in a line: by sign, colour and words. The check speaks English; its kind of fault is said in the reader's language before it. */
export function FaultLine({ fault }: { readonly fault: FlowFault }) {
  const { language } = usePreferences();
  const isFault = fault.severity === 'fault';
  const Sign = isFault ? TriangleAlert : CircleAlert;
  const key = `flows:fault.${fault.code}`;
  return (
    <span className={classes('flex items-start gap-2 text-small', isFault ? 'text-ember' : 'text-amber')}>
      <Sign aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {language !== 'en' && says(key) && <span className="block">{say(key)}</span>}
        <bdi lang="en" className={language === 'en' ? '' : 'block text-muted'}>
          {fault.message}
        </bdi>
      </span>
    </span>
  );
}
