import { byRoom } from './by-room.ts';

export const sentences = byRoom(
  import.meta.glob<Record<string, unknown>>(
    [
      './en/*.json',
      '!./en/{settings,conversation,inbox,troubles,home,welcome,flows}.json',
      '../../modules/*/web/locales/en.json',
      '!../../modules/{contacts,incidents,inspector,phone}/web/locales/en.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
);
