import { byRoom } from './by-room.ts';

export const sentences = byRoom(
  import.meta.glob<Record<string, unknown>>(
    [
      './sw/*.json',
      '!./sw/{account,gallery,settings,steps,conversation,inbox,troubles,home,welcome,flows,templates,texts,translations,trial,runs}.json',
      '../../modules/*/web/locales/sw.json',
      '!../../modules/{care,companion,contacts,incidents,inspector,phone}/web/locales/sw.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
);
