import type { InboxRow } from '../../../../modules/desk/contract.ts';
import type { Taken } from './outgoing.ts';

export interface TemplateDrawerProps {
  readonly onClose: () => void;
  readonly row: InboxRow;
  readonly taken: Taken;
  readonly seenTo: string | undefined;
  readonly onSent: () => void;
}
