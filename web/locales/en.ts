import { byRoom } from './by-room.ts';

export const sentences = byRoom(
  import.meta.glob<Record<string, unknown>>(
    [
      './en/*.json',
      '!./en/{account,gallery,settings,steps,conversation,inbox,troubles,home,welcome,flows,templates,texts,translations,trial,runs}.json',
      '../../modules/*/web/locales/en.json',
      '!../../modules/{care,companion,contacts,incidents,inspector,phone}/web/locales/en.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
);
