import type { Change, ChangeBatch, Hello } from '#contract/realtime.ts';

/** Keeps count of what the server told, and says when something was missed. */
export interface Follower {
  hello(hello: Pick<Hello, 'epoch' | 'sequence'>): void;
  batch(batch: ChangeBatch): void;
}

export function createFollower(options: { onChanges(changes: readonly Change[]): void; onMissed(): void }): Follower {
  let known: { epoch: string; sequence: number } | null = null;
  return {
    hello({ epoch, sequence }) {
      const missed = known !== null && (known.epoch !== epoch || known.sequence !== sequence);
      known = { epoch, sequence };
      if (missed) options.onMissed();
    },
    batch({ epoch, after, sequence, changes, overflow }) {
      const whole = known !== null && known.epoch === epoch && known.sequence === after && !overflow;
      known = { epoch, sequence };
      if (whole) options.onChanges(changes);
      else options.onMissed();
    },
  };
}

/** What a query is about, in its `meta`: it is read again when one of these changes. */
export interface Live {
  /** The first word of a kind: "message", "conversation", "turn". */
  readonly changes: readonly string[];
  /** Only where these ids are the same, as far as the change names them. */
  readonly about?: Readonly<Partial<Pick<Change, 'conversationId' | 'contactId' | 'channelId' | 'turnId' | 'messageId'>>>;
}

export function concerns(live: Live | undefined, change: Change): boolean {
  const [noun = ''] = change.kind.split('.');
  if (!live?.changes.includes(noun)) return false;
  return Object.entries(live.about ?? {}).every(([name, id]) => {
    const named = change[name as keyof Change];
    return named === undefined || id === undefined || named === id;
  });
}
