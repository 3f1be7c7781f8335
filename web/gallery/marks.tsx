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
        <Badge>{t('frame:gallery.closed')}</Badge>
        <Badge tone="acacia">{t('frame:gallery.open')}</Badge>
        <Badge tone="clay" icon={Bot}>
          {t('frame:gallery.assistant')}
        </Badge>
        <Badge tone="amber" icon={Clock}>
          {t('frame:gallery.waiting')}
        </Badge>
        <Badge tone="leaf">{t('frame:gallery.delivered')}</Badge>
        <Badge tone="ember" icon={TriangleAlert}>
          {t('frame:gallery.danger')}
        </Badge>
      </div>
      <div className="flex flex-wrap gap-5">
        <StateMark tone="leaf">{t('frame:gallery.connected')}</StateMark>
        <StateMark tone="amber">{t('frame:gallery.waiting')}</StateMark>
        <StateMark tone="ember">{t('frame:gallery.failed')}</StateMark>
        <StateMark tone="plain">{t('frame:gallery.off')}</StateMark>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Avatar name="Amina Wanjiru" size="large" />
        <Avatar name="José Núñez" />
        <Avatar name="زینب خان" />
        <Avatar name="+254 700" size="small" />
        <RelativeTime time="2026-01-02T10:00:00Z" />
        <Kbd shortcut="mod+k" />
        <Link to="/ui">{t('frame:gallery.link')}</Link>
      </div>
      <p className="reading rounded-card bg-raised p-3">{t('frame:gallery.message')}</p>
      <p className="reading rounded-card border border-clay bg-raised p-3">{t('frame:gallery.reply')}</p>
      <Code text={'{\n  "type": "text",\n  "text": "Habari"\n}'} />
      <Progress label={t('frame:gallery.importing')} value={320} of={500} />
      <Skeleton />
    </div>
  );
}
