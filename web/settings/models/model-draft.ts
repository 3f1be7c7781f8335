import type { ModelProvider } from '#contract/models.ts';

type Limits = ModelProvider['limits'];
type Span = 'turn' | 'day';
type What = 'tokens' | 'calls' | 'seconds';

/** The limits, flat as a form holds them. */
export type LimitsDraft = Readonly<Record<`${Span}_${What}` | 'minute_calls', number | null>>;

export function limitsOf({ turn, minute, day }: Limits): LimitsDraft {
  return {
    turn_tokens: turn.tokens,
    turn_calls: turn.calls,
    turn_seconds: turn.seconds,
    minute_calls: minute.calls,
    day_tokens: day.tokens,
    day_calls: day.calls,
    day_seconds: day.seconds,
  };
}

/** An empty field is left out: then the usual limit holds again. */
export function limitsBody(draft: LimitsDraft) {
  const of = (span: Span) => ({
    ...known('tokens', draft[`${span}_tokens`]),
    ...known('calls', draft[`${span}_calls`]),
    ...known('seconds', draft[`${span}_seconds`]),
  });
  return { turn: of('turn'), minute: { calls: draft.minute_calls }, day: of('day') };
}

export interface PricesDraft {
  readonly currency: string;
  readonly input: number | null;
  readonly output: number | null;
}

/** A price that is not given is unknown, never zero. */
export function pricesBody({ currency, input, output }: PricesDraft) {
  return { currency: currency.trim().toUpperCase(), ...known('input', input), ...known('output', output) };
}

const known = (name: string, value: number | null) => (value === null ? {} : { [name]: value });
