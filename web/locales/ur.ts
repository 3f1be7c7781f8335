import { byRoom } from './by-room.ts';

export const sentences = byRoom(
  import.meta.glob<Record<string, unknown>>(
    [
      './ur/*.json',
      '!./ur/{settings,conversation,inbox,troubles,home,welcome,flows}.json',
      '../../modules/*/web/locales/ur.json',
      '!../../modules/{contacts,incidents,inspector,phone}/web/locales/ur.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
);
