import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#web/ui/button.tsx';
import type { ListMessage } from './contents.tsx';

interface SheetProps {
  /** The screen of the phone, over which it comes up. */
  readonly screen: HTMLElement | null;
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Comes up from the lower edge of the phone's own screen. */
export function Sheet({ screen, title, open, onClose, children }: SheetProps) {
  const { t } = useTranslation();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal container={screen}>
        <Dialog.Overlay className="absolute inset-0 z-20 bg-[oklch(0.2_0.01_262/0.4)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="absolute inset-x-0 bottom-0 z-20 flex max-h-[85%] flex-col rounded-t-card border-t border-line bg-raised animate-appear"
        >
          <header className="flex items-center gap-2 px-4 pt-3 pb-1">
            <Dialog.Title className="min-w-0 flex-1 font-strong [overflow-wrap:anywhere]">{title}</Dialog.Title>
            <IconButton icon={X} label={t('ui:close')} onClick={onClose} />
          </header>
          <div className="min-h-0 overflow-y-auto px-4 pb-4">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ListSheetProps extends Pick<SheetProps, 'screen' | 'onClose'> {
  readonly message: ListMessage | null;
  readonly onTap: (id: string) => void;
}

/** The rows of a list, to tap one. */
export function ListSheet({ screen, message, onTap, onClose }: ListSheetProps) {
  const { t } = useTranslation();
  const sections = message?.content?.sections ?? [];
  let number = 0;
  return (
    <Sheet screen={screen} open={message !== null} onClose={onClose} title={message?.content?.button ?? ''}>
      {sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections have no names of their own, and keep their order.
        <section key={index} className="flex flex-col">
          {section.title && <h3 className="pt-2 text-small text-muted">{section.title}</h3>}
          {section.rows.map((row) => {
            number += 1;
            return (
              <button
                key={row.id}
                type="button"
                onClick={() => onTap(row.id)}
                className="flex min-h-11 items-baseline gap-3 border-b border-line py-2 text-start hover:bg-sunken"
              >
                <span aria-hidden className="w-5 shrink-0 text-end text-small text-muted">
                  {number}
                </span>
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                  <span className="block font-strong">{row.title}</span>
                  {row.description && <span className="block text-small text-muted">{row.description}</span>}
                </span>
              </button>
            );
          })}
        </section>
      ))}
      <p className="pt-3 text-small text-muted">{t('phone:orType')}</p>
    </Sheet>
  );
}
