import type { Notice } from '#channels/channel.ts';
import { WrongField } from './fields.ts';

/** What reading one item gave: something for the inbox, with what of it was left out; or a notice saying why not. */
export type Found<Item> = { readonly item: Item; readonly dropped?: readonly string[] } | { readonly notice: Notice };

/** Turns a wrong field into a notice. Anything else thrown would be a bug of ours and must not pass for bad input. */
export function foundOr<Item>(raw: unknown, read: () => Found<Item>): Found<Item> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WrongField)) throw error;
    return { notice: { kind: 'unreadable', reason: error.message, raw } };
  }
}

/** The item was taken, but not all of it: the log has what it was. */
export function droppedNotice(dropped: readonly string[], raw: unknown): Notice {
  return { kind: 'unreadable', reason: `Taken without this: ${dropped.join('; ')}.`, raw };
}
