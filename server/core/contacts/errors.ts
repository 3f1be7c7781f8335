import type { ErrorDeclaration } from '#platform/module.ts';

/** What can be wrong about a contact. Declared by modules/contacts, whose routes say it. */
export const contactErrors: readonly ErrorDeclaration[] = [
  {
    code: 'contacts.identity_taken',
    status: 409,
    summary: 'The address belongs to another contact; the details name them if you may see them.',
  },
  { code: 'contacts.identity_needed', status: 409, summary: 'The last address on a channel where the contact has a conversation stays.' },
  { code: 'contacts.wrong_address', status: 400, summary: 'The address is not one of its kind.' },
  { code: 'contacts.busy', status: 409, summary: 'A message of this contact is being answered right now; ask again in a moment.' },
  { code: 'contacts.same', status: 409, summary: 'Both ids lead to the same contact.' },
  { code: 'contacts.undo_too_late', status: 409, summary: 'Contacts can be taken apart for 30 days after they were joined.' },
  { code: 'contacts.undone_already', status: 409, summary: 'These contacts were taken apart already.' },
  { code: 'contacts.own_stop', status: 409, summary: 'The contact wrote this stop themselves; taking it back must be said expressly.' },
];
