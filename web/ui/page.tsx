import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { classes } from './classes.ts';

export interface PageProps {
  readonly title: string;
  /** Beside the title: the state of the thing. */
  readonly state?: ReactNode;
  /** Main action at the end of the line. */
  readonly action?: ReactNode;
  readonly description?: ReactNode;
  /** A page for reading and forms is as wide as a line of text; one with lists takes what there is. */
  readonly width?: 'text' | 'full';
  readonly children: ReactNode;
}

/** A page inside the frame: its title, state and main action, and the title of the window. */
export function Page({ title, state, action, description, width = 'full', children }: PageProps) {
  const heading = useArrival();
  useWindowTitle(title);
  return (
    <div className={classes('mx-auto flex min-h-full w-full flex-col px-4 pt-5 pb-16 two:px-6', width === 'text' && 'max-w-180')}>
      <header className="mb-5 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-3">
            <h1 ref={heading} tabIndex={-1} className="text-title [overflow-wrap:anywhere]">
              {title}
            </h1>
            {state}
          </div>
          {description && <p className="mt-1 max-w-160 text-muted">{description}</p>}
        </div>
        {action && <div className="flex flex-wrap gap-2">{action}</div>}
      </header>
      {children}
    </div>
  );
}

/**
 * For the heading of a page, with `tabIndex={-1}`: it has the focus when the page is opened, so that it is what is read first, and keys are those of
 * the page rather than of the link that led to it.
 */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => arrive(heading.current), []);
  return heading;
}

let arrived = false;

/** After going to another page its heading has the focus; at the first page, and where a field asked for it, nothing is moved. */
function arrive(heading: HTMLHeadingElement | null): void {
  const inside = document.getElementById('main')?.contains(document.activeElement) && document.activeElement?.id !== 'main';
  if (arrived && !inside && document.querySelector('[role="dialog"]') === null) heading?.focus({ preventScroll: true });
  arrived = true;
}

/** "(3) Members – Baraza": the page says its name, the frame how many things call, and where. */
let pageName = '';
const calling = new Map<string, number>();

function writeTitle(): void {
  const count = [...calling.values()].reduce((sum, one) => sum + one, 0);
  document.title = `${count > 0 ? `(${count > 99 ? '99+' : count}) ` : ''}${pageName} – Baraza`;
}

export function useWindowTitle(name: string): void {
  useEffect(() => {
    pageName = name;
    writeTitle();
  }, [name]);
}

/** `place`: where they call; what is said of one place again takes the place of what was said before. */
export function useTitleCount(place: string, count: number): void {
  useEffect(() => {
    calling.set(place, count);
    writeTitle();
    return () => void calling.delete(place);
  }, [place, count]);
}

/** A part of a page about one thing; pages of settings are made of these. */
export function Section({
  title,
  description,
  children,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="mb-6 rounded-card border border-line bg-raised p-4 two:p-5">
      <h2 className="text-reading">{title}</h2>
      {description && <p className="mt-1 text-muted">{description}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
