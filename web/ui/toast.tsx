import { X } from 'lucide-react';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { classes } from './classes.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'fault';
  /** Takes back what was just done. */
  readonly undo: (() => void) | undefined;
}

/** Long enough to read it and to reach "Undo"; stops while the pointer or the focus is there. */
const shownMs = 7000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says that something was done, with the way to take it back. A fault belongs beside what failed; here only if that is gone. */
export function tell(text: string, { undo, tone = 'plain' }: { undo?: () => void; tone?: Toast['tone'] } = {}): void {
  const id = nextId++;
  // Three at most: more than that nobody reads.
  change([...toasts.slice(-2), { id, text, tone, undo }]);
}

const dismiss = (id: number) => change(toasts.filter((one) => one.id !== id));

/** For what stands at the foot of the window and must stay in reach, as a send button: what is told stands above it. */
export function useFoot(): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback((element) => {
    if (!element) return undefined;
    const { style } = document.documentElement;
    const watcher = new ResizeObserver(() => style.setProperty('--foot', `${element.offsetHeight}px`));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      style.removeProperty('--foot');
    };
  }, []);
}

export function Toasts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <section
      aria-label={t('ui:happened')}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[var(--foot,0px)] z-50 flex flex-col items-center gap-2 p-4 max-two:bottom-[var(--foot,3.5rem)]"
    >
      {shown.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function OneToast({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(toast.id), shownMs);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting on it only keeps it there; what can be done are its buttons.
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={classes(
        'pointer-events-auto flex max-w-110 items-center gap-2 rounded-card border bg-raised py-1.5 ps-4 pe-1.5 shadow-float animate-appear',
        toast.tone === 'fault' ? 'border-ember text-ember' : 'border-line',
      )}
    >
      <p className="min-w-0 flex-1 py-1">{toast.text}</p>
      {toast.undo && (
        <Button
          look="quiet"
          onClick={() => {
            toast.undo?.();
            dismiss(toast.id);
          }}
        >
          {t('ui:undo')}
        </Button>
      )}
      <IconButton icon={X} label={t('ui:close')} onClick={() => dismiss(toast.id)} />
    </div>
  );
}
