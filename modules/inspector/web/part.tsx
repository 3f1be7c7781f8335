import type { ReactNode } from 'react';

interface PartProps {
  readonly title: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/** One side of a decision, under its name. */
export function Part({ title, note, children }: PartProps) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h2 className="font-strong">{title}</h2>
      {note && <p className="text-small text-muted">{note}</p>}
      {children}
    </section>
  );
}
