import { CircleAlert, CircleDot, OctagonAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Icon } from '#web/ui/icon.ts';
import { Badge, StateMark, type Tone } from '#web/ui/marks.tsx';
import type { Incident, Severity } from '../contract.ts';
import { isClosed } from './order.ts';

/** A word, a shape and a colour for each: never a colour alone. */
const looks: Readonly<Record<Severity, { readonly tone: Tone; readonly icon: Icon }>> = {
  imminent: { tone: 'ember', icon: OctagonAlert },
  high: { tone: 'amber', icon: CircleAlert },
  moderate: { tone: 'plain', icon: CircleDot },
};

/** Once it is closed it calls nobody, in colour and in words. */
export function SeverityMark({ incident }: { readonly incident: Pick<Incident, 'severity' | 'state'> }) {
  const { t } = useTranslation();
  const { severity } = incident;
  if (isClosed(incident)) return <Badge icon={looks[severity].icon}>{t(`incidents:was.${severity}`)}</Badge>;
  return <Badge {...looks[severity]}>{t(`incidents:severity.${severity}`)}</Badge>;
}

/** How far people are with it. */
export function HandledMark({ incident: { state, overdue } }: { readonly incident: Pick<Incident, 'state' | 'overdue'> }) {
  const { t } = useTranslation();
  if (overdue) return <StateMark tone="ember">{t('incidents:overdue')}</StateMark>;
  const tone = { raised: 'amber', delivered: 'amber', acknowledged: 'leaf', resolved: 'plain', false_alarm: 'plain' } as const;
  return <StateMark tone={tone[state]}>{t(`incidents:state.${state}`)}</StateMark>;
}
