import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import type { Icon } from './icon.ts';

export type Tone = 'plain' | 'acacia' | 'clay' | 'ember' | 'amber' | 'leaf';

const tones: Record<Tone, string> = {
  plain: 'bg-sunken text-muted',
  acacia: 'bg-acacia-soft text-acacia',
  clay: 'bg-clay-soft text-clay',
  ember: 'bg-ember-soft text-ember',
  amber: 'bg-amber-soft text-amber',
  leaf: 'bg-leaf-soft text-leaf',
};

/** A word with a colour, and a sign where the word alone could be missed. Never a colour alone. */
export function Badge({
  tone = 'plain',
  icon: Sign,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: Icon;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes('inline-flex max-w-full items-center gap-1 rounded-full px-2 py-0.5 text-small font-strong', tones[tone])}>
      {Sign && <Sign aria-hidden className="size-3 shrink-0" />}
      <span className="truncate">{children}</span>
    </span>
  );
}

const shapes: Record<Exclude<Tone, 'clay' | 'acacia'>, string> = {
  plain: 'rounded-full border-2 border-edge',
  leaf: 'rounded-full bg-leaf',
  amber: 'rotate-45 rounded-[1px] bg-amber',
  ember: 'bg-ember [clip-path:polygon(50%_0,100%_100%,0_100%)]',
};

/** The state of a thing: a shape and its word. Round: well; turned square: waiting; triangle: wrong; ring: off. */
export function StateMark({ tone, children }: { readonly tone: keyof typeof shapes; readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className={classes('size-2.5 shrink-0', shapes[tone])} />
      {children}
    </span>
  );
}

const grounds = ['bg-acacia-soft text-acacia', 'bg-clay-soft text-clay', 'bg-amber-soft text-amber', 'bg-leaf-soft text-leaf'] as const;

/** Initials on a ground that stays the same for one person. The name stands beside it, so it is silent. */
export function Avatar({ name, size = 'normal' }: { readonly name: string; readonly size?: 'tiny' | 'small' | 'normal' | 'large' }) {
  return (
    <span
      aria-hidden
      // Not text of the page: the name beside it is.
      data-initials={initialsOf(name)}
      className={classes(
        'inline-grid before:content-[attr(data-initials)] shrink-0 select-none place-items-center rounded-full font-strong',
        grounds[groundOf(name)],
        { tiny: 'size-4 text-[8px]', small: 'size-6 text-[10px]', normal: 'size-8 text-small', large: 'size-12 text-reading' }[size],
      )}
    />
  );
}

function groundOf(name: string): number {
  return [...name].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7) % grounds.length;
}

/** The first signs of the first and the last word; in scripts that join letters, of the first word only. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = (word: string | undefined) => [...(word ?? '')].find((sign) => /[\p{L}\p{N}]/u.test(sign)) ?? '';
  if (/\p{Script=Arabic}/u.test(name)) return first(words[0]);
  return (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : '')).toUpperCase() || '?';
}
