import { useTranslation } from 'react-i18next';
import type { Flow } from '#contract/flow-state.ts';
import type { FlowTrigger } from '#contract/flows.ts';
import { StateMark } from '#web/ui/marks.tsx';
import { eventKey, rhythmOf } from './starts/schedule-words.ts';

/** Whether contacts meet a flow. */
export function FlowStateMark({ flow }: { readonly flow: Pick<Flow, 'state' | 'version' | 'changed'> }) {
  const { t } = useTranslation();
  const { state, version, changed } = flow;
  if (state === 'archived') return <StateMark tone="plain">{t('flows:state.archived')}</StateMark>;
  if (state === 'draft') return <StateMark tone="amber">{t('flows:state.draft')}</StateMark>;
  return <StateMark tone="leaf">{t(changed ? 'flows:state.changed' : 'flows:state.published', { version })}</StateMark>;
}

/** What begins a flow, in a line. */
export function useTriggerWords(): (triggers: readonly FlowTrigger[]) => string {
  const { t } = useTranslation();
  const wordsOf = (one: FlowTrigger): string => {
    switch (one.kind) {
      case 'keyword':
        return Object.values(one.words).flat().join(', ');
      case 'button':
        return t('flows:trigger.is.button', { name: one.id });
      case 'intent':
        return t('flows:trigger.is.intent', { name: one.intent });
      case 'tag_added':
        return t('flows:trigger.is.tag_added', { name: one.tag });
      case 'event':
        return t(`flows:event.${eventKey(one.event)}`, { defaultValue: one.event });
      case 'schedule': {
        const days = one.weekdays?.map((day) => t(`flows:wait.day.${day}`)) ?? one.days?.map(String) ?? [];
        return t(`flows:trigger.is.${rhythmOf(one)}`, { time: one.time, days: days.join(', ') });
      }
      default:
        return t(`flows:trigger.is.${one.kind}`);
    }
  };
  return (triggers) => triggers.map(wordsOf).join(' · ');
}
