import { CircleAlert, File as FileSign, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useReader } from '#web/data/reader.ts';
import { formatBytes } from '#web/i18n/format.ts';
import { IconButton } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import type { ChosenFile } from './use-files.ts';

/** What goes along with the words; what cannot go says why before anything is sent. */
export function FileStrip({ files, onRemove }: { readonly files: readonly ChosenFile[]; readonly onRemove: (id: number) => void }) {
  const { t } = useTranslation();
  const reader = useReader();
  if (files.length === 0) return null;
  return (
    <ul aria-label={t('conversation:attachments')} className="flex flex-wrap gap-2 px-3 pt-2.5">
      {files.map(({ id, file, ruling, preview }) => {
        const refused = 'refused' in ruling;
        const size = formatBytes(file.size, reader);
        return (
          <li
            key={id}
            className={classes(
              'flex max-w-full items-center gap-2 rounded-control border ps-2 pe-1',
              refused ? 'border-ember bg-ember-soft' : 'border-line bg-paper',
            )}
          >
            {refused ? (
              <CircleAlert aria-hidden className="size-4 shrink-0 text-ember" />
            ) : preview ? (
              <img src={preview} alt="" className="my-1 size-9 rounded-[4px] object-cover" />
            ) : (
              <FileSign aria-hidden className="size-4 shrink-0 text-muted" />
            )}
            <span className="min-w-0 py-1">
              <bdi className="block max-w-56 truncate">{file.name}</bdi>
              <span className={classes('block max-w-72 text-small', refused ? 'text-ember' : 'text-muted')}>
                {'use' in ruling
                  ? t(`conversation:goesAs.${ruling.use}`, { size })
                  : t(`conversation:fileRefused.${ruling.refused}`, {
                      size,
                      most: ruling.refused === 'too_large' ? formatBytes(ruling.bytes, reader) : '',
                    })}
              </span>
            </span>
            <IconButton icon={X} label={t('conversation:removeFile', { name: file.name })} onClick={() => onRemove(id)} />
          </li>
        );
      })}
    </ul>
  );
}
