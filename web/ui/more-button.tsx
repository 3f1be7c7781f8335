import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

/** At the end of a list of which there is more. */
export function MoreButton({ list }: { readonly list: { readonly hasMore: boolean; readonly more: () => void; readonly busy: boolean } }) {
  const { t } = useTranslation();
  if (!list.hasMore) return null;
  return (
    <div className="mt-3">
      <Button busy={list.busy} onClick={list.more}>
        {t('ui:more')}
      </Button>
    </div>
  );
}
