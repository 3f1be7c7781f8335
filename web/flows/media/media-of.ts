import type { StoredFile } from '#contract/files.ts';
import type { Media } from './shown-file.tsx';

/** How an uploaded file is said: as what it is, as far as channels have a form for it. */
export function mediaOf({ id, mediaType, name }: Pick<StoredFile, 'id' | 'mediaType' | 'name'>): Media {
  return { kind: kindOf(mediaType), file: id, ...(name === null ? {} : { fileName: name }) };
}

function kindOf(mediaType: string): Media['kind'] {
  const group = mediaType.split('/')[0];
  return group === 'image' || group === 'video' || group === 'audio' ? group : 'document';
}

/** As what it may be said; any file is a document too. What stands elsewhere may be anything. */
export function usesOf({ kind, file }: Media): Media['kind'][] {
  if (file === undefined) return ['image', 'video', 'audio', 'document', 'sticker'];
  if (kind === 'document') return ['document', 'image', 'video', 'audio'];
  return kind === 'image' || kind === 'sticker' ? ['image', 'sticker', 'document'] : [kind, 'document'];
}
