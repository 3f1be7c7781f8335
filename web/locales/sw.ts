import { byRoom } from './by-room.ts';

export const sentences = byRoom(
  import.meta.glob<Record<string, unknown>>(
    ['./sw/*.json', '!./sw/settings.json', '../../modules/*/web/locales/sw.json', '!../../modules/inspector/**'],
    { eager: true, import: 'default' },
  ),
);
