import { classes } from './classes.ts';

/** How a row tells what it is: open, selected, or the one the keys are at. */
export function rowLook({ open, selected, active }: { open: boolean; selected: boolean; active: boolean }): string {
  return classes(
    selected || open ? 'bg-acacia-soft' : 'hover:bg-sunken',
    active &&
      'group-focus-visible:shadow-[inset_3px_0_0_var(--color-acacia)] rtl:group-focus-visible:shadow-[inset_-3px_0_0_var(--color-acacia)]',
  );
}
