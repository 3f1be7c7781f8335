import { timeZoneOf } from '#core/contacts/time-zone.ts';
import type { VariableProvider, VariableScope } from '#core/variables.ts';
import { wallClock } from '../engine/index.ts';
import { readZoneFacts } from './zone-store.ts';

/** What every organization's texts may name, whatever modules there are. */

export const turnVariables: VariableProvider = {
  variables: [
    { name: 'contact.name', type: 'text', summary: 'What the contact is called.', example: 'Amina' },
    { name: 'contact.first_name', type: 'text', summary: 'The first word of their name.', example: 'Amina' },
    { name: 'contact.language', type: 'text', summary: 'The language they chose, as a tag.', example: 'sw' },
    { name: 'organization.name', type: 'text', summary: 'What the organization is called.', example: 'Nuru Clinic', always: true },
    { name: 'organization.language', type: 'text', summary: 'Its language, as a tag.', example: 'en', always: true },
    { name: 'channel.type', type: 'text', summary: 'Where the conversation is: whatsapp, simulator …', example: 'whatsapp', always: true },
    { name: 'channel.name', type: 'text', summary: 'What people call the channel.', example: 'Main line', always: true },
  ],
  read: ({ contact, channel }) => ({
    'contact.name': contact.name,
    'contact.first_name': contact.name?.trim().split(/\s+/)[0],
    'contact.language': contact.language,
    'organization.name': channel.organizationName,
    'organization.language': channel.organizationLanguage,
    'channel.type': channel.type,
    'channel.name': channel.name,
  }),
};

export const nowVariables: VariableProvider = {
  variables: [
    { name: 'now.date', type: 'date', summary: 'Today where the contact lives.', example: '2026-11-30', always: true },
    { name: 'now.time', type: 'text', summary: 'The time of day there.', example: '14:30', always: true },
    { name: 'now.hour', type: 'number', summary: 'The hour there, 0 to 23.', example: 14, always: true },
    { name: 'now.weekday', type: 'number', summary: 'The day of the week there; 1 is Monday.', example: 1, always: true },
  ],
  async read(about) {
    const wall = wallClock(about.clock.now(), await zoneOf(about));
    const iso = wall.toISOString();
    return {
      'now.date': iso.slice(0, 10),
      'now.time': iso.slice(11, 16),
      'now.hour': wall.getUTCHours(),
      'now.weekday': wall.getUTCDay() || 7,
    };
  },
};

/** The contact's time zone: told, else their country's, else the organization's. */
export async function zoneOf({ db, organization, contact }: Pick<VariableScope, 'db' | 'organization' | 'contact'>): Promise<string> {
  const { told, addresses, own } = await readZoneFacts(db, organization.id, contact.id);
  return (await timeZoneOf(told, addresses, own)).name;
}
