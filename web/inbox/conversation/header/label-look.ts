import type { Label } from '../../../../modules/desk/contract.ts';

/** A dot beside the label's name; the name is what tells them apart. */
export const labelLook: Readonly<Record<Label['colour'], string>> = {
  grey: 'bg-edge',
  red: 'bg-ember',
  orange: 'bg-chart-4',
  yellow: 'bg-chart-2',
  green: 'bg-leaf',
  teal: 'bg-acacia',
  blue: 'bg-chart-1',
  purple: 'bg-chart-5',
  pink: 'bg-chart-5',
  brown: 'bg-amber',
};
