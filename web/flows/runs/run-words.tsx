import { useTranslation } from 'react-i18next';
import type { FlowRun } from '#contract/flow-state.ts';
import { StateMark } from '#web/ui/marks.tsx';

/** Where a run is, in a word. */
export function RunStateMark({ run: { state, waitsFor, outcome } }: { readonly run: Pick<FlowRun, 'state' | 'waitsFor' | 'outcome'> }) {
  const { t } = useTranslation();
  if (state === 'waiting') return <StateMark tone="amber">{t(`runs:waits.${waitsFor ?? 'answer'}`)}</StateMark>;
  if (state === 'suspended') return <StateMark tone="plain">{t('runs:suspended')}</StateMark>;
  const how = t(`runs:outcome.${outcome}`, { defaultValue: outcome ?? '' });
  return (
    <StateMark tone={state === 'ended' ? 'leaf' : 'plain'}>
      {t(state === 'ended' ? 'runs:ended' : 'runs:cancelled', { outcome: how })}
    </StateMark>
  );
}
