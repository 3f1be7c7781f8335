import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, newKey } from './api.ts';

/**
 * One request that a person sends off: whether it is under way, and what the server said to the last one. A second press while the first
 * is under way sends nothing. `once` is the key that makes it count once, the same for the same input until it succeeded.
 */
export function useSending<Input, Answer>(
  send: (input: Input, once: string) => Promise<Answer>,
  onDone?: (answer: Answer, input: Input) => void,
) {
  // Not what is shown: a press comes before what the press before it changed is drawn.
  const [presses] = useState(countPresses);
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: (input: Input) => send(input, presses.keyOf(input)),
    ...(onDone ? { onSuccess: (answer: Answer, input: Input) => onDone(answer, input) } : {}),
    onSettled: (_answer, fault, input) => presses.end(input, fault),
  });
  function sendOnce(input: Input, then?: Parameters<typeof mutate>[1]): void {
    if (presses.begin(input)) mutate(input, then);
  }
  return { send: sendOnce, busy: isPending, error, answer: data, reset };
}

/** Which inputs are under way, and under which key. Others may go at the same time: the second of two tags that are taken away. */
export function countPresses() {
  const underWay = new Set<string>();
  const keys = new Map<string, string>();
  return {
    /** False: the same is under way. */
    begin(input: unknown): boolean {
      const name = nameOf(input);
      if (underWay.has(name)) return false;
      underWay.add(name);
      return true;
    },
    keyOf(input: unknown): string {
      const name = nameOf(input);
      const key = keys.get(name) ?? newKey();
      keys.set(name, key);
      return key;
    },
    end(input: unknown, fault: unknown): void {
      const name = nameOf(input);
      underWay.delete(name);
      // A key that was another request's would be refused for ever; any other fault may hide that it was done.
      if (!fault || (fault instanceof ApiError && fault.code === 'idempotency.key_reused')) keys.delete(name);
    },
  };
}

const nameOf = (input: unknown) => JSON.stringify(input) ?? '';
