import { CircleAlert, CircleDot, Eye, LockOpen, OctagonAlert, TrendingDown, TrendingUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Icon } from '#web/ui/icon.ts';
import { Badge, type Tone } from '#web/ui/marks.tsx';
import type { CarePerson } from '../contract.ts';

/** A word, a shape and a colour for each: never a colour alone. */
const looks: Readonly<Record<'imminent' | 'high' | 'moderate', { readonly tone: Tone; readonly icon: Icon }>> = {
  imminent: { tone: 'ember', icon: OctagonAlert },
  high: { tone: 'amber', icon: CircleAlert },
  moderate: { tone: 'plain', icon: CircleDot },
};

/** Why somebody should look, in a word or two. */
export function AttentionMarks({ person, due }: { readonly person: CarePerson; readonly due: boolean }) {
  const { t } = useTranslation();
  const { severity, watchedUntil, acknowledged } = person.attention;
  return (
    <>
      {severity && <Badge {...looks[severity]}>{t(acknowledged ? `care:handled.${severity}` : `care:severity.${severity}`)}</Badge>}
      {!severity && watchedUntil && (
        <Badge icon={Eye} tone="amber">
          {t('care:watched')}
        </Badge>
      )}
      {due && <Badge tone="acacia">{t('care:reviewDue')}</Badge>}
      {person.opened && (
        <Badge icon={LockOpen} tone="amber">
          {t('care:openedByYou')}
        </Badge>
      )}
    </>
  );
}

/** The last mood and where it goes, in words. */
export function MoodWords({ person: { lastMood, direction } }: { readonly person: Pick<CarePerson, 'lastMood' | 'direction'> }) {
  const { t } = useTranslation();
  if (!lastMood) return <span className="text-muted">{t('care:moodUnknown')}</span>;
  const Sign = direction === 'better' ? TrendingUp : direction === 'worse' ? TrendingDown : null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {lastMood.source === 'self'
        ? t('care:moodSaid', { score: lastMood.score ?? 0 })
        : t('care:moodRead', { label: t(`care:mood.${lastMood.label}`, { defaultValue: lastMood.label ?? '' }) })}
      {direction && (
        <span className="inline-flex items-center gap-1">
          {Sign && <Sign aria-hidden className="along size-3.5" />}
          {t(`care:direction.${direction}`)}
        </span>
      )}
    </span>
  );
}
