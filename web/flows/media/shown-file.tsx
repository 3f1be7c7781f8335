import { File as FileSign, FileWarning } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeOf } from '#contract/flows.ts';
import { useFileLink } from '#web/data/file-link.ts';
import { Button } from '#web/ui/button.tsx';

export type Media = NonNullable<NodeOf<'say'>['media']>;

interface Props {
  readonly media: Media;
  /** What is said with it: what a picture shows, to who cannot see it. */
  readonly caption: string;
}

/** A file that a flow says, as a contact will see or hear it. */
export function ShownFile({ media, caption }: Props) {
  const { t } = useTranslation();
  const { kind, file, link, fileName } = media;
  const { url, error, again } = useFileLink(file && `/api/flow-files/${file}`);
  const name = fileName ?? t(`trial:shows.${kind}`);
  if (error) {
    return (
      <Line sign={FileWarning}>
        {t('steps:file.cannotOpen')} <Button onClick={again}>{t('ui:retry')}</Button>
      </Line>
    );
  }
  // What stands elsewhere is not fetched from here: a page shows only what comes from its own server.
  if (file === undefined) {
    return (
      <Line sign={FileSign}>
        {t(`trial:shows.${kind}`)}
        {link !== undefined && (
          <bdi dir="ltr" className="block truncate text-small text-muted">
            {link}
          </bdi>
        )}
      </Line>
    );
  }
  if (kind === 'image' || kind === 'sticker')
    return <Picture url={url} sticker={kind === 'sticker'} alt={caption === '' ? name : caption} />;
  if (kind === 'video') {
    // biome-ignore lint/a11y/useMediaCaption: what is said with it stands below.
    return <video src={url} controls preload="metadata" aria-label={name} className="max-h-64 w-72 max-w-full rounded-control bg-sunken" />;
  }
  if (kind === 'audio') {
    // biome-ignore lint/a11y/useMediaCaption: no channel carries words with a sound; they follow as a message.
    return <audio src={url} controls preload="metadata" aria-label={name} className="h-10 w-72 max-w-full" />;
  }
  return (
    <Line sign={FileSign}>
      <a href={url} download={fileName ?? true} className="text-acacia underline underline-offset-2">
        <bdi className="[overflow-wrap:anywhere]">{name}</bdi>
      </a>
    </Line>
  );
}

function Picture({ url, sticker, alt }: { readonly url: string | undefined; readonly sticker: boolean; readonly alt: string }) {
  const { t } = useTranslation();
  const [broken, setBroken] = useState<string | null>(null);
  // Its place is kept while it comes, so that nothing jumps.
  if (url === undefined) return <div className={sticker ? 'size-32' : 'h-40 w-56 max-w-full rounded-control bg-sunken'} />;
  if (broken === url) return <Line sign={FileWarning}>{t('steps:file.cannotOpen')}</Line>;
  return (
    <img
      src={url}
      alt={alt}
      onError={() => setBroken(url)}
      className={sticker ? 'size-32 object-contain' : 'max-h-64 max-w-full rounded-control bg-sunken object-contain'}
    />
  );
}

function Line({ sign: Sign, children }: { readonly sign: typeof FileSign; readonly children: ReactNode }) {
  return (
    <div className="flex max-w-full items-start gap-2">
      <Sign aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
