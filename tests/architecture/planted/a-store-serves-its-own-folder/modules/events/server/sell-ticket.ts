import { findContact } from '#core/contacts/store.ts'; // planted
import { findEvent } from './store.ts';
export const sellTicket = [findContact, findEvent];
