import { useTranslation } from 'react-i18next';
import { Drawer } from '#web/ui/dialog.tsx';
import { Link } from '#web/ui/link.tsx';
import { TurnPanel, useAskWhy } from './panels.tsx';

/** Why an answer came about, from the side, over what it is about. */
export function WhyDrawer({ turnId }: { readonly turnId: string }) {
  const { t } = useTranslation();
  const askWhy = useAskWhy();
  return (
    <Drawer open onOpenChange={() => askWhy(null)} title={t('frame:why.title')}>
      <div className="flex flex-col gap-4">
        <Link to={`/turns/${turnId}`}>{t('frame:why.asPage')}</Link>
        <TurnPanel key={turnId} turnId={turnId} />
      </div>
    </Drawer>
  );
}
