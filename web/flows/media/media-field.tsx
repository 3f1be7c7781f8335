import { FileUp, Trash2, X } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredFile } from '#contract/files.ts';
import type { NodeOf } from '#contract/flows.ts';
import { useReader } from '#web/data/reader.ts';
import { upload } from '#web/data/upload.ts';
import { formatBytes } from '#web/i18n/format.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { explainKnown } from '#web/ui/form.tsx';
import { Progress } from '#web/ui/states.tsx';
import { shownIn } from '../draft/texts.ts';
import { useEditorNow } from '../draft/use-editor.ts';
import { put } from '../settings/put.ts';
import { ChooseField, LineField } from '../settings/small-fields.tsx';
import { mediaOf, usesOf } from './media-of.ts';
import { type Media, ShownFile } from './shown-file.tsx';

interface Props {
  readonly node: NodeOf<'say'>;
  readonly onMedia: (media: Media | undefined) => void;
}

/** What is said with a file: chosen or dropped here, looked at as the contact will see it, put in another's place or taken away. */
export function MediaField({ node, onMedia }: Props) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const { media } = node;
  const sending = useUpload((stored) => onMedia(mediaOf(stored)));
  const drop = useDrop(locked ? null : sending.send);
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  return (
    <section
      aria-label={t('steps:file.title')}
      {...drop.on}
      className={classes(
        'flex flex-col gap-3 rounded-card border p-3',
        drop.over ? 'border-acacia bg-acacia-soft' : 'border-line bg-paper',
      )}
    >
      <h3 className="font-strong">{t('steps:file.title')}</h3>
      {media ? <Chosen node={node} media={media} onMedia={onMedia} /> : <p className="text-small text-muted">{t('steps:file.none')}</p>}
      {sending.under && <UnderWay {...sending.under} onStop={sending.stop} />}
      {sending.error !== null && (
        <p role="alert" className="text-small text-ember">
          {explainKnown(sending.error)}
        </p>
      )}
      {!locked && !sending.under && (
        <div className="flex flex-wrap gap-2">
          <Button icon={FileUp} onClick={choose}>
            {t(media ? 'steps:file.replace' : 'steps:file.choose')}
          </Button>
          {media && (
            <Button icon={Trash2} onClick={() => onMedia(undefined)}>
              {t('steps:file.remove')}
            </Button>
          )}
          {!media && <Button onClick={() => onMedia({ kind: 'image', link: 'https://' })}>{t('steps:file.byLink')}</Button>}
        </div>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('steps:file.choose')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) sending.send(file);
          target.value = '';
        }}
      />
    </section>
  );
}

function Chosen({ node, media, onMedia }: Props & { readonly media: Media }) {
  const { t } = useTranslation();
  const { locked, language, definition } = useEditorNow();
  const caption = shownIn(node.text, language, definition.languages);
  const apart = media.kind === 'audio' || media.kind === 'sticker' || node.choices !== undefined || node.link !== undefined;
  return (
    <>
      <figure
        aria-label={t('steps:file.asSeen')}
        className="flex w-fit max-w-full flex-col gap-1.5 rounded-card border border-line bg-raised p-2"
      >
        <ShownFile key={media.file ?? media.link} media={media} caption={caption} />
        {!apart && caption !== '' && (
          <figcaption dir="auto" className="reading line-clamp-4">
            {caption}
          </figcaption>
        )}
      </figure>
      <p className="text-small text-muted">{t(apart ? 'steps:file.apart' : 'steps:file.caption')}</p>
      <ChooseField
        label={t('steps:file.as')}
        value={media.kind}
        disabled={locked}
        options={usesOf(media).map((kind) => ({ value: kind, label: t(`steps:say.kind.${kind}`) }))}
        onValue={(kind) => onMedia({ ...media, kind: kind as Media['kind'] })}
      />
      {media.file === undefined && (
        <LineField
          code
          label={t('steps:say.mediaLink')}
          hint={t('steps:say.mediaLinkHint')}
          value={media.link ?? ''}
          disabled={locked}
          onValue={(link) => onMedia(put(media, { link: link === '' ? undefined : link }))}
        />
      )}
      {media.kind === 'document' && (
        <LineField
          label={t('steps:file.name')}
          value={media.fileName ?? ''}
          max={240}
          disabled={locked}
          onValue={(name) => onMedia(put(media, { fileName: name === '' ? undefined : name }))}
        />
      )}
    </>
  );
}

interface Sent {
  readonly name: string;
  readonly size: number;
  readonly share: number;
}

function UnderWay({ name, size, share, onStop }: Sent & { readonly onStop: () => void }) {
  const { t } = useTranslation();
  const reader = useReader();
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full">
        <Progress label={t('steps:file.sending', { name, size: formatBytes(size, reader) })} value={share} of={1} />
      </div>
      <Button icon={X} onClick={onStop}>
        {t('ui:cancel')}
      </Button>
    </div>
  );
}

/** One file at a time; leaving the node gives it up, so that it does not land in another one. */
function useUpload(onStored: (stored: StoredFile) => void) {
  const [under, setUnder] = useState<Sent | null>(null);
  const [error, setError] = useState<unknown>(null);
  const giveUp = useRef<AbortController | null>(null);
  // What the node is when the file has come, not what it was when it was chosen.
  const stored = useRef(onStored);
  stored.current = onStored;
  useEffect(() => () => giveUp.current?.abort(), []);
  async function send(file: File): Promise<void> {
    giveUp.current?.abort();
    const mine = new AbortController();
    giveUp.current = mine;
    const about = { name: file.name, size: file.size };
    setError(null);
    setUnder({ ...about, share: 0 });
    const onProgress = (share: number) => giveUp.current === mine && setUnder({ ...about, share });
    try {
      const kept = await upload(file, { path: '/api/flow-files', name: file.name, onProgress, signal: mine.signal });
      if (!mine.signal.aborted) stored.current(kept);
    } catch (fault) {
      if (!mine.signal.aborted) setError(fault);
    } finally {
      if (giveUp.current === mine) setUnder(null);
    }
  }
  return { under, error, send: (file: File) => void send(file), stop: () => giveUp.current?.abort() };
}

/** Null: nothing may be dropped here. */
function useDrop(onFile: ((file: File) => void) | null) {
  const [over, setOver] = useState(false);
  const hasFiles = ({ dataTransfer }: DragEvent) => onFile !== null && dataTransfer.types.includes('Files');
  const on = {
    onDragOver(event: DragEvent) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave(event: DragEvent) {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop(event: DragEvent) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer.files;
      if (file) onFile?.(file);
    },
  };
  return { over, on };
}
