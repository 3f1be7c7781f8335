import type { ReactNode } from 'react';

/** A part of the panel with its name. */
export function Part({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 py-3">
      <header className="flex min-h-8 items-center justify-between gap-2">
        <h3 className="font-strong">{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}
