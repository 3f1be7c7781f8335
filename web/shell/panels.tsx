import { type ComponentType, createContext, Suspense, use } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawer } from '#web/ui/dialog.tsx';
import { Link } from '#web/ui/link.tsx';
import { Skeleton } from '#web/ui/states.tsx';

/** Parts of one page that others show too. web/pages.ts names them; they are loaded when they are first shown. */
export interface Panels {
  /** Why a conversation was answered so. "short": the way it went, for beside something else. */
  readonly turn: ComponentType<{ readonly turnId: string; readonly look?: 'short' | 'whole' }>;
  /** The phone in the browser. */
  readonly phone: ComponentType<{ readonly onReply?: () => void }>;
}

/** Handed down, because pages are below the frame and the list of them above it. */
export const PanelsContext = createContext<Panels | null>(null);

function usePanel<Name extends keyof Panels>(name: Name): Panels[Name] {
  const panels = use(PanelsContext);
  if (!panels) throw new Error('A panel was drawn outside of the app.');
  return panels[name];
}

export function TurnPanel(props: { readonly turnId: string; readonly look?: 'short' | 'whole' }) {
  const Panel = usePanel('turn');
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Panel {...props} />
    </Suspense>
  );
}

export function PhonePanel(props: { readonly onReply?: () => void }) {
  const Panel = usePanel('phone');
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Panel {...props} />
    </Suspense>
  );
}

/** The same from the side, over what it is about; null: closed. */
export function TurnDrawer({ turnId, onClose }: { readonly turnId: string | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer open={turnId !== null} onOpenChange={onClose} title={t('frame:why.title')}>
      {turnId !== null && (
        <div className="flex flex-col gap-4">
          <Link to={`/turns/${turnId}`}>{t('frame:why.asPage')}</Link>
          <TurnPanel turnId={turnId} />
        </div>
      )}
    </Drawer>
  );
}
