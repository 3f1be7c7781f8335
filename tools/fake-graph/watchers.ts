/** Lets a test wait for something to become true without polling: conditions are looked at after each event. */
export class Watchers {
  private readonly checks = new Set<() => void>();

  /** To be called after anything that a condition may depend on. */
  changed(): void {
    for (const check of this.checks) check();
  }

  /** Resolves with the condition's first value that is not false, null or undefined. */
  waitFor<Value>(condition: () => Value | false | null | undefined, timeoutMs = 20_000): Promise<Value> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.checks.delete(check);
        settle();
      };
      const check = () => {
        try {
          const value = condition();
          if (value !== false && value !== null && value !== undefined) finish(() => resolve(value));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`Nothing of the kind within ${timeoutMs} ms: ${condition}`))),
        timeoutMs,
      );
      this.checks.add(check);
      check();
    });
  }
}
