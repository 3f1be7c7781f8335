import { useQueryClient } from '@tanstack/react-query';
import { useSending } from '#web/data/use-sending.ts';

/** What tells of contacts; their tags and segments are among what is known by its address. */
const told: readonly unknown[] = ['contacts', 'one', 'list'];

/** A request that changes contacts: what was read of them is read again when it is done. */
export function useContactSending<Input, Answer>(send: (input: Input) => Promise<Answer>, onDone?: (answer: Answer, input: Input) => void) {
  const queries = useQueryClient();
  return useSending(send, (answer: Answer, input: Input) => {
    void queries.invalidateQueries({ predicate: ({ queryKey: [room] }) => told.includes(room) });
    onDone?.(answer, input);
  });
}
