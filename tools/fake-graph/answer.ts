/** What goes back over the wire. `cut`: nothing, the connection is destroyed. */
export type Answer =
  | 'cut'
  | {
      readonly status: number;
      /** Bytes and texts go as they are, anything else as JSON. */
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly afterMs?: number;
      /** The length that is promised and not kept. */
      readonly lacks?: number;
      /** Bytes that never come to an end, or so slowly that nobody can wait for them. */
      readonly without?: 'end' | 'haste';
    };
