import { classes } from './classes.ts';

/** The colours an organization may give to its labels. */
export type LabelTint = 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink' | 'brown';

/** The ground of each, for a dot. */
export const labelTints: Readonly<Record<LabelTint, string>> = {
  grey: 'bg-label-grey',
  red: 'bg-label-red',
  orange: 'bg-label-orange',
  yellow: 'bg-label-yellow',
  green: 'bg-label-green',
  teal: 'bg-label-teal',
  blue: 'bg-label-blue',
  purple: 'bg-label-purple',
  pink: 'bg-label-pink',
  brown: 'bg-label-brown',
};

/** A label: a dot of its colour and its name. */
export function LabelMark({ name, colour }: { readonly name: string; readonly colour: LabelTint }) {
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1 text-small text-ink">
      <span aria-hidden className={classes('size-2 shrink-0 rounded-full', labelTints[colour])} />
      <bdi className="truncate">{name}</bdi>
    </span>
  );
}
