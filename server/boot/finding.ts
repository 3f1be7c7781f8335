/** One thing that was looked at. `look`: it works, and somebody should know of it or could not find out. */
export interface Finding {
  readonly part: string;
  readonly state: 'ok' | 'look' | 'wrong';
  readonly text: string;
  /** What to do; null: nothing. */
  readonly advice: string | null;
}

export const fine = (part: string, text: string): Finding => ({ part, state: 'ok', text, advice: null });
export const look = (part: string, text: string, advice: string | null = null): Finding => ({ part, state: 'look', text, advice });
export const wrong = (part: string, text: string, advice: string): Finding => ({ part, state: 'wrong', text, advice });

/** Times of two machines that differ by more make tokens, windows and leases end at the wrong moment. */
export const clockSecondsMax = 5;
