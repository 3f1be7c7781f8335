import type { Contact } from './contact.ts'; // planted
export interface Conversation { contact: Contact }
