import { lazy, Suspense } from 'react';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import type { Picker } from './picker.ts';
import type { Doing } from './use-doing.ts';

const ChangePicker = lazy(() => import('../../change/pickers.tsx').then((parts) => ({ default: parts.ChangePicker })));

interface PickersProps {
  readonly picker: Picker;
  readonly row: InboxRow;
  readonly doing: Doing;
}

/** One of several, found by typing: over the page, as the palette is, so that one key and a few letters do it. */
export function Pickers({ picker, row, doing }: PickersProps) {
  if (picker.shown === null) return null;
  return (
    <Suspense>
      <ChangePicker what={picker.shown} rows={[row]} onChange={(change, said) => doing.change(change, { said })} onClose={picker.close} />
    </Suspense>
  );
}
