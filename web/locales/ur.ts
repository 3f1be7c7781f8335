import { byRoom } from './by-room.ts';

export const sentences = byRoom(
  import.meta.glob<Record<string, unknown>>(
    ['./ur/*.json', '!./ur/settings.json', '../../modules/*/web/locales/ur.json', '!../../modules/inspector/**'],
    { eager: true, import: 'default' },
  ),
);
