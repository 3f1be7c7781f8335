import { byRoom } from './by-room.ts';

export const sentences = byRoom(
  import.meta.glob<Record<string, unknown>>(
    [
      './ur/*.json',
      '!./ur/{account,gallery,settings,steps,conversation,inbox,troubles,home,welcome,flows,templates,texts,translations,trial,runs}.json',
      '../../modules/*/web/locales/ur.json',
      '!../../modules/{care,companion,contacts,incidents,inspector,phone}/web/locales/ur.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
);
