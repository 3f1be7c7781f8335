import { byRoom } from './by-room.ts';

export const sentences = byRoom(
  import.meta.glob<Record<string, unknown>>(
    [
      './sw/*.json',
      '!./sw/{settings,conversation,inbox,troubles,home,welcome,flows}.json',
      '../../modules/*/web/locales/sw.json',
      '!../../modules/{contacts,incidents,inspector,phone}/web/locales/sw.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
);
