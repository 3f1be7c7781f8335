import type { ChannelAbilities } from '#contract/channels.ts';
import type { FileUse } from './outgoing.ts';

export type FileLimits = ChannelAbilities['files'];

/** As what a file can go out; or why it cannot, in a word for the sentence that says so. */
export type FileRuling =
  | { readonly use: FileUse }
  | { readonly refused: 'no_files' | 'empty' | 'type' }
  | { readonly refused: 'too_large'; readonly bytes: number };

const uploadMax = 100 * 1024 * 1024;

/** A picture goes as a picture where the channel takes it, else as a document; the limit is told before anything is sent. */
export function ruleFile({ type, size }: { readonly type: string; readonly size: number }, limits: FileLimits): FileRuling {
  if (limits === null) return { refused: 'no_files' };
  if (size === 0) return { refused: 'empty' };
  const mediaType = type.split(';')[0]?.trim().toLowerCase() ?? '';
  const group = mediaType.split('/')[0];
  const uses = [group, 'document'].filter((use): use is FileUse => use !== undefined && use in limits);
  const takes = uses.filter((use) => limits[use]?.types?.includes(mediaType) ?? limits[use] !== undefined);
  const fits = takes.find((use) => size <= Math.min(uploadMax, limits[use]?.bytes ?? 0));
  if (fits) return { use: fits };
  if (takes.length === 0) return { refused: 'type' };
  return { refused: 'too_large', bytes: Math.min(uploadMax, Math.max(...takes.map((use) => limits[use]?.bytes ?? 0))) };
}
