import { Bot, Clock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Code } from '#web/ui/copy.tsx';
import { Kbd } from '#web/ui/kbd.tsx';
import { Link } from '#web/ui/link.tsx';
import { Avatar, Badge, StateMark } from '#web/ui/marks.tsx';
import { Progress, Skeleton } from '#web/ui/states.tsx';
import { RelativeTime } from '#web/ui/time.tsx';

export function Marks() {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Badge>{t('gallery:closed')}</Badge>
        <Badge tone="acacia">{t('gallery:open')}</Badge>
        <Badge tone="clay" icon={Bot}>
          {t('gallery:assistant')}
        </Badge>
        <Badge tone="amber" icon={Clock}>
          {t('gallery:waiting')}
        </Badge>
        <Badge tone="leaf">{t('gallery:delivered')}</Badge>
        <Badge tone="ember" icon={TriangleAlert}>
          {t('gallery:danger')}
        </Badge>
      </div>
      <div className="flex flex-wrap gap-5">
        <StateMark tone="leaf">{t('gallery:connected')}</StateMark>
        <StateMark tone="amber">{t('gallery:waiting')}</StateMark>
        <StateMark tone="ember">{t('gallery:failed')}</StateMark>
        <StateMark tone="plain">{t('gallery:off')}</StateMark>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Avatar name="Amina Wanjiru" size="large" />
        <Avatar name="José Núñez" />
        <Avatar name="زینب خان" />
        <Avatar name="+254 700" size="small" />
        <RelativeTime time="2026-01-02T10:00:00Z" />
        <Kbd shortcut="mod+k" />
        <Link to="/ui">{t('gallery:link')}</Link>
      </div>
      <p className="reading rounded-card bg-raised p-3">{t('gallery:message')}</p>
      <p className="reading rounded-card border border-clay bg-raised p-3">{t('gallery:reply')}</p>
      <Code text={'{\n  "type": "text",\n  "text": "Habari"\n}'} />
      <Progress label={t('gallery:importing')} value={320} of={500} />
      <Skeleton />
    </div>
  );
}
