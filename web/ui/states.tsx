import { RotateCw, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '#web/data/api.ts';
import { explain } from '#web/data/explain.ts';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import type { Icon } from './icon.ts';

interface EmptyStateProps {
  readonly icon?: Icon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** It is all there is on the page, so its title is the page's. */
  readonly whole?: boolean;
}

/** There is nothing here yet: says what will be, and the one next step. */
export function EmptyState({ icon: Sign, title, children, action, whole = false }: EmptyStateProps) {
  const Title = whole ? 'h1' : 'h2';
  return (
    <div className="mx-auto flex max-w-96 flex-col items-center gap-2 px-4 py-12 text-center">
      {Sign && <Sign aria-hidden className="mb-1 size-8 text-muted" strokeWidth={1.5} />}
      <Title className="text-reading">{title}</Title>
      {children && <p className="text-muted">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** What happened, why, what to do now; the code is for those who look for it. */
export function ErrorState(props: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Another way on, beside trying again. */
  readonly aside?: ReactNode;
}) {
  const { error, onRetry, aside } = props;
  const { t } = useTranslation();
  const { what, why, todo } = explain(error);
  const code = error instanceof ApiError && error.code !== 'unreachable' ? error.code : null;
  return (
    <div role="alert" className="mx-auto flex max-w-110 flex-col items-start gap-2 px-4 py-10">
      <h2 className="flex items-center gap-2 text-reading">
        <TriangleAlert aria-hidden className="size-5 shrink-0 text-ember" />
        {what}
      </h2>
      {why && <p>{why}</p>}
      <p className="text-muted">{todo}</p>
      {(onRetry || aside) && (
        <div className="mt-2 flex flex-wrap gap-2">
          {onRetry && (
            <Button icon={RotateCw} onClick={onRetry}>
              {t('ui:retry')}
            </Button>
          )}
          {aside}
        </div>
      )}
      {code && (
        <details className="mt-2 text-small text-muted">
          <summary>{t('ui:details')}</summary>
          <code dir="ltr">{code}</code>
        </details>
      )}
    </div>
  );
}

/** Shown only when something takes longer than `afterMs`: what is quick must not flicker. */
function useLate(afterMs: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return late;
}

/** The place of lines that are on their way; after a second also in words. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  const seen = useLate(150);
  return (
    <div role="status" className={classes('flex flex-col gap-3 p-4', !seen && 'invisible')}>
      {Array.from({ length: lines }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: lines without content, always in this order.
          key={index}
          className="h-4 rounded-[4px] bg-line/70 animate-breathe"
          style={{ width: `${[92, 76, 84, 60][index % 4]}%` }}
        />
      ))}
      <Loading />
    </div>
  );
}

/** That something is on its way: at once for those who hear it, after a second for those who see it. */
export function Loading() {
  const { t } = useTranslation();
  return <span className={useLate(1000) ? 'text-small text-muted' : 'sr-only'}>{t('ui:loading')}</span>;
}

/** How far something is, for what takes longer than a second. */
export function Progress({ label, value, of }: { readonly label: string; readonly value: number; readonly of: number }) {
  return (
    <label className="flex flex-col gap-1">
      <span className="text-small text-muted">{label}</span>
      <progress
        value={value}
        max={of}
        className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-acacia [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-acacia"
      />
    </label>
  );
}
