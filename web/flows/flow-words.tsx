import { useTranslation } from 'react-i18next';
import type { Flow } from '#contract/flow-state.ts';
import type { FlowTrigger } from '#contract/flows.ts';
import { StateMark } from '#web/ui/marks.tsx';

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
  return (triggers) =>
    triggers
      .map((one) => {
        if (one.kind === 'keyword') return Object.values(one.words).flat().join(', ');
        return t(`flows:trigger.is.${one.kind}`, { name: one.kind === 'button' ? one.id : one.kind === 'intent' ? one.intent : '' });
      })
      .join(' · ');
}
