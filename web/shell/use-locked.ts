import { useTranslation } from 'react-i18next';
import { usePlace } from '#web/data/session.ts';

/** Why somebody may see settings and not change them, as a sentence; undefined: they may. */
export function useLocked(permission: string): string | undefined {
  const { t } = useTranslation();
  const { permissions, role } = usePlace();
  return permissions.includes(permission) ? undefined : t('frame:locked', { role: t(`frame:role.${role}`) });
}
