import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** What can be done with it, at the end of its line. */
  readonly action?: ReactNode;
}

/** What is known, a line each. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  const { t } = useTranslation();
  return (
    <dl className="flex flex-col">
      {facts.map(({ label, value, action }) => (
        <div key={label} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5 last:border-0">
          <dt className="w-36 shrink-0 text-muted [overflow-wrap:anywhere]">{label}</dt>
          <dd dir="auto" className="min-w-0 flex-1 [overflow-wrap:anywhere]">
            {value || <span className="text-muted">{t('contacts:unknown')}</span>}
          </dd>
          {action && <dd className="shrink-0">{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
