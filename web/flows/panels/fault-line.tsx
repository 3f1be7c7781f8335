import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { FlowFault } from '#contract/flow-state.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { say, says } from '#web/i18n/i18n.ts';
import { classes } from '#web/ui/classes.ts';
import { namesIn } from '../draft/faults.ts';

/** Of these the sentence in the reader's language says too little: what exactly is wrong the check says in English, below it. */
const detailed: ReadonlySet<string> = new Set(['unreadable_text', 'wrong_answer', 'refused']);

/** What is wrong, in a line: by sign, colour and words. The check speaks English; in another language its kind of fault is said, with the names and numbers it is about. */
export function FaultLine({ fault }: { readonly fault: FlowFault }) {
  const { language } = usePreferences();
  const isFault = fault.severity === 'fault';
  const Sign = isFault ? TriangleAlert : CircleAlert;
  const key = `flows:fault.${fault.code}`;
  const own = language !== 'en' && says(key);
  const about = own ? namesIn(fault.message) : [];
  return (
    <span className={classes('flex items-start gap-2 text-small', isFault ? 'text-ember' : 'text-amber')}>
      <Sign aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <strong className="block font-strong">{say(`flows:faults.${fault.severity}`)}</strong>
        {own && (
          <span className="block">
            {say(key)} {about.length > 0 && <bdi dir="ltr">{about.join(' · ')}</bdi>}
          </span>
        )}
        {(!own || detailed.has(fault.code)) && (
          <bdi lang="en" className={own ? 'block text-muted' : ''}>
            {fault.message}
          </bdi>
        )}
      </span>
    </span>
  );
}
