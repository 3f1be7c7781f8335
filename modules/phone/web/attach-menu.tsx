import { AudioLines, ContactRound, FileText, Film, Image, MapPin, Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#web/ui/button.tsx';
import { Menu, MenuItem } from '#web/ui/menu.tsx';
import type { Writing } from './use-outbox.ts';

const pickers = [
  { kind: 'image', icon: Image, accept: 'image/jpeg,image/png' },
  { kind: 'video', icon: Film, accept: 'video/mp4,video/3gpp' },
  { kind: 'voice', icon: AudioLines, accept: 'audio/*' },
  { kind: 'document', icon: FileText, accept: '' },
] as const;
type Kind = (typeof pickers)[number]['kind'];

interface AttachMenuProps {
  readonly onFile: (writing: Writing) => void;
  readonly onThing: (thing: 'location' | 'card') => void;
}

/** Everything that is not typed. */
export function AttachMenu({ onFile, onThing }: AttachMenuProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const picking = useRef<Kind>('document');
  function pick(kind: Kind, accept: string): void {
    picking.current = kind;
    if (!input.current) return;
    input.current.accept = accept;
    input.current.click();
  }
  function take(file: File | undefined): void {
    if (!file) return;
    const kind = picking.current;
    onFile({ message: { kind, ...(kind === 'document' ? { fileName: file.name } : {}) }, file: { blob: file, name: file.name } });
  }
  return (
    <>
      <Menu trigger={<IconButton icon={Paperclip} label={t('phone:attach.label')} />}>
        {pickers.map(({ kind, icon, accept }) => (
          <MenuItem key={kind} icon={icon} onSelect={() => pick(kind, accept)}>
            {t(`phone:attach.${kind}`)}
          </MenuItem>
        ))}
        <MenuItem icon={MapPin} onSelect={() => onThing('location')}>
          {t('phone:attach.location')}
        </MenuItem>
        <MenuItem icon={ContactRound} onSelect={() => onThing('card')}>
          {t('phone:attach.card')}
        </MenuItem>
      </Menu>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('phone:attach.label')}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </>
  );
}
