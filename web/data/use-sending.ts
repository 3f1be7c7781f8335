import { useMutation } from '@tanstack/react-query';

/** One request that a person sends off: whether it is under way, and what the server said to the last one. */
export function useSending<Input, Answer>(send: (input: Input) => Promise<Answer>, onDone?: (answer: Answer, input: Input) => void) {
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: send,
    ...(onDone ? { onSuccess: (answer: Answer, input: Input) => onDone(answer, input) } : {}),
  });
  return { send: mutate, busy: isPending, error, answer: data, reset };
}
