import { useQuery } from '@tanstack/react-query';
import type { Consent, ContactDetail } from '#contract/contacts.ts';
import { listQuery, oneQuery } from '#web/data/by-address.ts';
import type { ContactExtras } from '../../../../modules/contacts/contract.ts';

export const contactQuery = (contactId: string) =>
  oneQuery<ContactDetail>(`/api/contacts/${contactId}`, { changes: ['contact', 'message'], about: { contactId } });

export const consentsQuery = (contactId: string) =>
  listQuery<Consent>(`/api/contacts/${contactId}/consents`, { changes: ['contact', 'conversation'], about: { contactId } });

/** A contact's tags and attributes. */
export const extrasQuery = (contactId: string) =>
  oneQuery<ContactExtras>(`/api/contacts/${contactId}/extras`, { changes: ['contact'], about: { contactId } });

export const useExtras = (contactId: string) => useQuery(extrasQuery(contactId));
