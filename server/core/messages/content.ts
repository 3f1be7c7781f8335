import { type Content, OutboundContent } from '#contract/messages.ts';

/** What a message says, as a row holds it: its words apart, so that they can be searched, and the rest beside them. */
export interface ContentColumns {
  readonly kind: string;
  readonly text: string | null;
  readonly content: Readonly<Record<string, unknown>> | null;
}

export function toColumns(message: OutboundContent): ContentColumns {
  const { kind, text = null, ...rest } = message as OutboundContent & { readonly text?: string | undefined };
  return { kind, text, content: Object.keys(rest).length > 0 ? rest : null };
}

/** The reverse; null when the row holds what this version of the program does not send. */
export function fromColumns({ kind, text, content }: ContentColumns): OutboundContent | null {
  return OutboundContent.safeParse({ kind, ...(text === null ? {} : { text }), ...content }).data ?? null;
}

/** Our files that a message names, each with its field and what it is sent as. */
export function filesIn(content: OutboundContent): NamedFile[] {
  if (content.kind !== 'template')
    return 'file' in content && content.file !== undefined ? [{ id: content.file, field: 'file', use: content.kind }] : [];
  const { header, cards = [] } = content;
  return [...fileOf(header, 'header.file'), ...cards.flatMap((card, place) => fileOf(card.header, `cards[${place}].header.file`))];
}

function fileOf(header: Content<'template'>['header'], field: string): NamedFile[] {
  return header !== undefined && 'file' in header && header.file !== undefined ? [{ id: header.file, field, use: header.kind }] : [];
}

interface NamedFile {
  readonly id: string;
  readonly field: string;
  readonly use: 'image' | 'video' | 'audio' | 'document' | 'sticker';
}
