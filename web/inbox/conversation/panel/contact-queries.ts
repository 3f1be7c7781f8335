import { useQuery } from '@tanstack/react-query';
import type { ContactDetail } from '#contract/contacts.ts';
import { get } from '#web/data/api.ts';
import type { ContactExtras } from '../../../../modules/contacts/contract.ts';

export const contactQuery = (contactId: string) => ({
  queryKey: ['contacts', contactId],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<ContactDetail>(`/api/contacts/${contactId}`, { signal }),
  meta: { live: { changes: ['contact'], about: { contactId } } },
});

export const extrasKey = (contactId: string) => ['contact-extras', contactId] as const;

/** A contact's tags and attributes. */
export function useExtras(contactId: string) {
  return useQuery({
    queryKey: extrasKey(contactId),
    queryFn: ({ signal }) => get<ContactExtras>(`/api/contacts/${contactId}/extras`, { signal }),
    meta: { live: { changes: ['contact'], about: { contactId } } },
  });
}
