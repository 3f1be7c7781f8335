import { findContact } from '#core/contacts/store.ts'; // planted
export const listTurns = findContact;
