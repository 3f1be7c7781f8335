import { byRoom } from './by-room.ts';

export const sentences = byRoom(
  import.meta.glob<Record<string, unknown>>(
    ['./en/*.json', '!./en/settings.json', '../../modules/*/web/locales/en.json', '!../../modules/inspector/**'],
    { eager: true, import: 'default' },
  ),
);
