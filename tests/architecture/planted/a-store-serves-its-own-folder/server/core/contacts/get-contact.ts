import { findContact } from './store.ts';
export const getContact = findContact;
