import { LoaderCircle } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import type { Icon } from './icon.ts';
import { Tooltip } from './tooltip.tsx';

export type ButtonLook = 'main' | 'plain' | 'quiet' | 'danger';

const looks: Record<ButtonLook, string> = {
  main: 'bg-acacia text-on-acacia hover:brightness-110 border border-transparent',
  plain: 'bg-raised border border-edge/60 hover:border-edge hover:bg-sunken',
  quiet: 'border border-transparent hover:bg-sunken',
  danger: 'bg-ember text-on-ember hover:brightness-110 border border-transparent',
};

const base =
  'target inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-strong transition-colors duration-[120ms] disabled:opacity-60 disabled:cursor-not-allowed aria-disabled:opacity-60 aria-disabled:cursor-not-allowed';

export const buttonLook = (look: ButtonLook) => classes(base, looks[look], 'min-h-8 px-3 py-1');

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly look?: ButtonLook;
  readonly icon?: Icon;
  /** The sign points along the line and turns round with it. */
  readonly along?: boolean;
  /** Something is under way: shown, and pressing again does nothing. */
  readonly busy?: boolean;
  readonly wide?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

/** A verb. One of the look "main" on a screen. */
export function Button({ look = 'plain', icon: Sign, along = false, busy = false, wide = false, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      // The second of a double click: what the first one sent may be done already, and sends nothing twice.
      onClick={busy || rest.type === 'submit' ? (event) => (busy || event.detail > 1 ? event.preventDefault() : onClick?.(event)) : onClick}
      className={classes(buttonLook(look), wide && 'w-full min-h-10')}
    >
      {busy ? <Busy /> : Sign && <Sign aria-hidden className={classes('size-4 shrink-0', along && 'along')} />}
      {children}
    </button>
  );
}

function Busy() {
  const { t } = useTranslation();
  return <LoaderCircle role="img" aria-label={t('ui:busy')} className="size-4 shrink-0 animate-turn" />;
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'aria-label' | 'children'> {
  readonly icon: Icon;
  /** The verb; said by screen readers and shown on hover. */
  readonly label: string;
  /** As keys are written: "mod+k". */
  readonly shortcut?: string;
  readonly look?: ButtonLook;
  /** The sign points along the line and turns round with it. */
  readonly along?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A verb as a sign, for what is known by its sign. Its words come on hover, with the shortcut. */
export function IconButton({ icon: Sign, label, shortcut, look = 'quiet', along = false, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(shortcut ? { shortcut } : {})}>
      <button type="button" {...rest} aria-label={label} className={classes(base, looks[look], 'size-8')}>
        <Sign aria-hidden className={classes('size-4', along && 'along')} />
      </button>
    </Tooltip>
  );
}
