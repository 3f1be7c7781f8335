import { Download, File as FileSign, FileWarning, Hourglass, ImageOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#contract/conversations.ts';
import type { ReceivedFile } from '#contract/message-contents.ts';
import { useFileLink } from '#web/data/file-link.ts';
import { useReader } from '#web/data/reader.ts';
import { formatBytes } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';

type Kind = 'image' | 'video' | 'audio' | 'voice' | 'document' | 'sticker';
export type MediaMessage = Extract<Message, { kind: Kind }>;
type Content = NonNullable<MediaMessage['content']>;

/** A file in either direction: shown or played in place where that is safe, else offered to be saved. */
export function Media({ message }: { readonly message: MediaMessage }) {
  const { t } = useTranslation();
  const content = message.content;
  if (!content) return <Missing icon={FileWarning}>{t('conversation:file.gone')}</Missing>;
  if (content.media && content.media.state !== 'stored') return <NotStored media={content.media} />;
  const fileId = content.media?.file ?? content.file;
  if (fileId === undefined) return <Elsewhere link={content.link} />;
  return <Stored kind={kindOf(message.kind, content)} fileId={fileId} content={content} text={message.text} />;
}

/** Sound that was spoken is a voice note, whichever way it went. */
function kindOf(kind: Kind, content: Content): Kind {
  return kind === 'audio' && content.voice ? 'voice' : kind;
}

interface StoredProps {
  readonly kind: Kind;
  readonly fileId: string;
  readonly content: Content;
  readonly text: string | null;
}

function Stored({ kind, fileId, content, text }: StoredProps) {
  const { t } = useTranslation();
  const { url, error, again } = useFileLink(fileId && `/api/files/${fileId}`);
  if (error) {
    return (
      <Missing icon={FileWarning}>
        <span>{t('conversation:file.cannotOpen')}</span> <Button onClick={again}>{t('ui:retry')}</Button>
      </Missing>
    );
  }
  if (kind === 'image' || kind === 'sticker') {
    return (
      <>
        <Picture url={url} sticker={kind === 'sticker'} alt={text ?? wordsOf(content) ?? null} onFault={again} />
        <Understood label={t('conversation:file.seen')} words={wordsOf(content)} />
      </>
    );
  }
  if (kind === 'video') {
    return (
      // biome-ignore lint/a11y/useMediaCaption: people send films without captions; what they wrote to it stands below.
      <video
        src={url}
        controls
        preload="metadata"
        aria-label={t('conversation:kind.video')}
        className="max-h-80 w-72 max-w-full rounded-control bg-sunken"
      />
    );
  }
  if (kind === 'audio' || kind === 'voice') {
    return (
      <div className="flex flex-col gap-0.5">
        {/* biome-ignore lint/a11y/useMediaCaption: what was heard in it stands below. */}
        <audio src={url} controls preload="metadata" aria-label={t(`conversation:kind.${kind}`)} className="h-10 w-72 max-w-full" />
        <Understood label={t('conversation:file.heard')} words={wordsOf(content)} />
      </div>
    );
  }
  return <Document url={url} content={content} />;
}

/** What a model made of it, where one was asked. */
function wordsOf(content: Content): string | undefined {
  if ('transcript' in content) return content.transcript;
  return 'description' in content ? content.description : undefined;
}

/** A program's words, marked as such: they are not the contact's own. */
function Understood({ label, words }: { readonly label: string; readonly words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <p className="mt-1 w-72 max-w-full text-small text-muted">
      {label} <bdi className="whitespace-pre-wrap break-words">{words}</bdi>
    </p>
  );
}

interface PictureProps {
  readonly url: string | undefined;
  readonly sticker: boolean;
  readonly alt: string | null;
  readonly onFault: () => void;
}

/** A small one in the bubble, a large one on demand; where there is no small one (a moving picture, a strange form) the file itself. */
function Picture({ url, sticker, alt, onFault }: PictureProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [whole, setWhole] = useState(sticker);
  const [broken, setBroken] = useState<string | null>(null);
  const words = alt ?? t(sticker ? 'conversation:kind.sticker' : 'conversation:kind.image');
  // Its place is kept while it comes, so that nothing jumps.
  if (url === undefined) return <div className={sticker ? 'size-32' : 'h-48 w-64 max-w-full rounded-control bg-sunken'} />;
  if (broken === url) return <Missing icon={ImageOff}>{t('conversation:file.cannotShow')}</Missing>;
  const sized = (side: 320 | 1280) => (whole ? url : `${url}?preview=${side}`);
  function fail(): void {
    if (whole) {
      setBroken(url ?? null);
      onFault();
    } else setWhole(true);
  }
  if (sticker) return <img src={url} alt={words} loading="lazy" onError={fail} className="size-32 object-contain" />;
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="block overflow-hidden rounded-control"
        aria-label={t('conversation:file.enlarge')}
      >
        <img
          src={sized(320)}
          alt={words}
          loading="lazy"
          onError={fail}
          className="max-h-80 min-h-12 w-72 max-w-full bg-sunken object-cover"
        />
      </button>
      <Dialog open={open} onOpenChange={setOpen} title={t('conversation:kind.image')} wide>
        <img src={sized(1280)} alt={words} className="mx-auto max-h-[64dvh] max-w-full rounded-control object-contain" />
        <p className="mt-3">
          <SaveLink url={url} />
        </p>
      </Dialog>
    </>
  );
}

function SaveLink({ url, name }: { readonly url: string | undefined; readonly name?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <a href={url} download={name ?? true} className="inline-flex items-center gap-1.5 text-acacia underline underline-offset-2">
      <Download aria-hidden className="size-4" />
      {t('conversation:file.save')}
    </a>
  );
}

function Document({ url, content }: { readonly url: string | undefined; readonly content: Content }) {
  const { t } = useTranslation();
  const reader = useReader();
  const name = content.fileName ?? t('conversation:kind.document');
  const size = content.media?.size;
  const ending = /\.([\p{L}\p{N}]{1,8})$/u.exec(content.fileName ?? '')?.[1]?.toUpperCase();
  return (
    <a
      href={url}
      download={content.fileName ?? true}
      className="flex w-72 max-w-full items-center gap-3 rounded-control border border-line bg-paper px-3 py-2.5 hover:border-edge"
    >
      <FileSign aria-hidden className="size-6 shrink-0 text-muted" strokeWidth={1.5} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-strong">{name}</bdi>
        <span className="flex gap-2 text-small text-muted">
          {ending && <span>{ending}</span>}
          {size !== undefined && <span>{formatBytes(size, reader)}</span>}
          <span>{t('conversation:file.save')}</span>
        </span>
      </span>
      <Download aria-hidden className="size-4 shrink-0 text-muted" />
    </a>
  );
}

function NotStored({ media }: { readonly media: ReceivedFile }) {
  const { t } = useTranslation();
  if (media.state === 'waiting') return <Missing icon={Hourglass}>{t('conversation:file.waiting')}</Missing>;
  return (
    <Missing icon={FileWarning}>
      <span>{t(`conversation:file.${media.state === 'stored' ? 'gone' : media.state}`)}</span>
      {media.advice && <span className="block text-muted">{media.advice}</span>}
    </Missing>
  );
}

/** Kept by the gateway, or fetched by the provider: never by us, so that nobody learns who looks at it. */
function Elsewhere({ link }: { readonly link: string | undefined }) {
  const { t } = useTranslation();
  if (link === undefined) return <Missing icon={FileWarning}>{t('conversation:file.gone')}</Missing>;
  return (
    <Missing icon={FileSign}>
      <span>{t('conversation:file.elsewhere')}</span>{' '}
      <a
        href={link}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="break-all text-acacia underline underline-offset-2"
        dir="ltr"
      >
        {link}
      </a>
    </Missing>
  );
}

function Missing({ icon: Sign, children }: { readonly icon: typeof FileSign; readonly children: ReactNode }) {
  return (
    <div className="flex max-w-full items-start gap-2 rounded-control border border-dashed border-edge px-3 py-2">
      <Sign aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
