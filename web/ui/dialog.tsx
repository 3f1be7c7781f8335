import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { classes } from './classes.ts';
import { Field } from './field.tsx';
import { TextInput } from './inputs.tsx';

interface Frame {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}

/** Where the focus was before it opened is where it goes back to: the button that opened it is known to nobody else. */
function useWayBack() {
  const before = useRef<Element | null>(null);
  return {
    remember(): void {
      before.current = document.activeElement;
    },
    onCloseAutoFocus(event: Event): void {
      event.preventDefault();
      // Whoever has taken the focus meanwhile keeps it: the heading of a page that was gone to.
      if (document.activeElement !== document.body) return;
      const back = before.current?.isConnected ? before.current : document.getElementById('main');
      if (back instanceof HTMLElement) back.focus();
    },
  };
}

const veil = 'fixed inset-0 z-40 bg-[oklch(0.2_0.01_262/0.4)] animate-appear';

/** In the middle, over everything: only for what must not be done by accident, and to find things (the palette). */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  wide = false,
  bare = false,
}: Frame & { wide?: boolean; bare?: boolean }) {
  const { remember, onCloseAutoFocus } = useWayBack();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={onCloseAutoFocus}
          className={classes(
            'fixed inset-x-0 top-[12dvh] z-40 mx-auto max-h-[80dvh] w-[calc(100%-32px)] overflow-y-auto rounded-card border border-line bg-raised shadow-float animate-appear',
            wide ? 'max-w-160' : 'max-w-110',
            !bare && 'p-5',
          )}
        >
          <Radix.Title className={classes('text-title', bare && 'sr-only')}>{title}</Radix.Title>
          {description && <Radix.Description className="mt-2 text-muted">{description}</Radix.Description>}
          <div className={bare ? '' : 'mt-4'}>{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** From the side, beside what it is about: for making and changing things. */
export function Drawer({ open, onOpenChange, title, description, children, footer }: Frame & { footer?: ReactNode }) {
  const { t } = useTranslation();
  const { remember, onCloseAutoFocus } = useWayBack();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onCloseAutoFocus={onCloseAutoFocus}
          // Not the button that closes it: its words would stand there, and take the first Escape for themselves.
          onOpenAutoFocus={(event) => {
            remember();
            event.preventDefault();
            (event.currentTarget as HTMLElement | null)?.focus();
          }}
          className="fixed inset-y-0 end-0 z-40 flex w-full max-w-120 flex-col border-s border-line bg-raised shadow-float animate-slide-in"
        >
          <header className="flex items-start gap-2 border-b border-line px-5 py-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-title">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>}
            </div>
            <IconButton icon={X} label={t('ui:close')} onClick={() => onOpenChange(false)} />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface ConfirmByNameProps extends Omit<Frame, 'children'> {
  /** What has to be typed: the name of what goes. */
  readonly name: string;
  /** The verb on the button. */
  readonly action: string;
  readonly onConfirm: () => void;
  readonly busy?: boolean;
}

/** For what cannot be undone: the name has to be typed. */
export function ConfirmByName({ name, action, onConfirm, busy = false, ...frame }: ConfirmByNameProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const right = typed.trim() === name;
  return (
    <Dialog {...frame}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (right) onConfirm();
        }}
      >
        <Field label={t('ui:typeTheName', { name })}>
          <TextInput value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" spellCheck={false} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => frame.onOpenChange(false)}>{t('ui:cancel')}</Button>
          <Button look="danger" type="submit" disabled={!right} busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
