import type { Notice } from '#channels/channel.ts';
import { WrongField } from './fields.ts';

/** What reading one item gave: something for the inbox, or a notice saying why not. */
export type Found<Item> = { readonly item: Item } | { readonly notice: Notice };

/** Turns a wrong field into a notice. Anything else thrown would be a bug of ours and must not pass for bad input. */
export function foundOr<Item>(raw: unknown, read: () => Found<Item>): Found<Item> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WrongField)) throw error;
    return { notice: { kind: 'unreadable', reason: error.message, raw } };
  }
}
