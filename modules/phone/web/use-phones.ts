import { useQuery, useQueryClient } from '@tanstack/react-query';
import { patch, post, remove } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import type { Phone, PhoneChange } from '../contract.ts';
import { phonesQuery } from './queries.ts';

/** The phones there are, the one that is held, and what can be done with them. */
export function usePhones(wanted: string | undefined, onChosen: (id: string) => void) {
  const queries = useQueryClient();
  const asked = useQuery(phonesQuery);
  const phones = asked.data ?? [];
  const phone = phones.find(({ id }) => id === wanted) ?? phones[0];
  const put = (items: (before: readonly Phone[]) => Phone[]) => queries.setQueryData(phonesQuery.queryKey, (before) => items(before ?? []));
  const replace = (changed: Phone) => put((before) => before.map((one) => (one.id === changed.id ? changed : one)));
  const creating = useSending(
    ({ name }: { name: string }, once) => post<Phone>('/api/phones', { body: { name }, once }),
    (made) => {
      put((before) => [...before, made]);
      onChosen(made.id);
    },
  );
  // A switch moves when it is pressed, and back when the server would not.
  const changing = useSending(async ({ id, ...change }: PhoneChange & { id: string }) => {
    const before = phones.find((one) => one.id === id);
    if (before) replace({ ...before, ...change });
    return patch<Phone>(`/api/phones/${id}`, { body: change }).catch((error: unknown) => {
      if (before) replace(before);
      throw error;
    });
  }, replace);
  const restarting = useSending((id: string) => post<Phone>(`/api/phones/${id}/restart`, { body: {} }), replace);
  const removing = useSending(
    (id: string) => remove(`/api/phones/${id}`),
    (_, id) => put((before) => before.filter((one) => one.id !== id)),
  );
  return { asked, phones, phone, creating, changing, restarting, removing };
}

export type Phones = ReturnType<typeof usePhones>;
