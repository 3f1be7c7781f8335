import { FileText, FileWarning } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import { useFileLink } from '#web/data/file-link.ts';

export type MediaMessage = Extract<Message, { kind: 'image' | 'video' | 'audio' | 'voice' | 'document' | 'sticker' }>;

/** A picture, a film, sound or a document, in place. */
export function Media({ message, phoneId }: { readonly message: MediaMessage; readonly phoneId: string }) {
  const { t } = useTranslation();
  const { id, content, kind, text } = message;
  const hasFile = (content?.media?.file ?? content?.file) !== undefined;
  const { url, error, again } = useFileLink(hasFile ? `/api/phones/${phoneId}/messages/${id}` : undefined);
  const words = t(`phone:kind.${kind}`);
  if (error || content === null || !hasFile) {
    return (
      <Line icon={FileWarning}>
        {words} – {t('phone:file.notShown')}
      </Line>
    );
  }
  if (kind === 'image')
    return (
      <img src={url} alt={text ?? words} onError={again} className="max-h-64 min-h-16 w-full rounded-control bg-sunken object-cover" />
    );
  if (kind === 'sticker') return <img src={url} alt={words} onError={again} className="size-28 object-contain" />;
  if (kind === 'video') {
    // biome-ignore lint/a11y/useMediaCaption: people send films without captions; what they wrote to it stands below.
    return <video src={url} controls preload="metadata" aria-label={words} className="max-h-64 w-full rounded-control bg-sunken" />;
  }
  if (kind === 'document') {
    return (
      <a
        href={url}
        download={content.fileName ?? true}
        className="block rounded-control border border-line bg-paper px-3 py-2 hover:border-edge"
      >
        <Line icon={FileText}>
          <bdi>{content.fileName ?? words}</bdi>
        </Line>
      </a>
    );
  }
  // biome-ignore lint/a11y/useMediaCaption: what was heard in it stands with the turn.
  return <audio src={url} controls preload="metadata" aria-label={words} className="h-10 w-60 max-w-full" />;
}

export function Line({ icon: Sign, children }: { readonly icon: typeof FileText; readonly children: ReactNode }) {
  return (
    <span className="flex items-start gap-2">
      <Sign aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </span>
  );
}
