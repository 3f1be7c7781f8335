import type { FlowWithDraft } from '#contract/flow-state.ts';
import type { FlowDefinition } from '#contract/flows.ts';
import { ApiError } from '#web/data/api.ts';

/** Saves a draft by itself, one request after the other, and never over what somebody else saved meanwhile. */

export type Saved =
  | { readonly state: 'saved' | 'waiting' | 'saving' }
  /** It stays here and goes with the next change, or when it is asked for. */
  | { readonly state: 'failed'; readonly error: unknown }
  /** Somebody else saved since: people decide whose counts. */
  | { readonly state: 'conflict'; readonly revision: number };

export interface DraftSaverOptions {
  readonly revision: number;
  send(definition: FlowDefinition, revision: number): Promise<Pick<FlowWithDraft, 'revision'>>;
  /** Does something after the pause in which somebody may go on writing; returns how to call it off. */
  later(what: () => void): () => void;
}

export class DraftSaver {
  #revision: number;
  #state: Saved = { state: 'saved' };
  #unsent: FlowDefinition | null = null;
  #sending: Promise<void> | null = null;
  #callOff: () => void = () => undefined;
  readonly #listeners = new Set<() => void>();
  readonly #options: DraftSaverOptions;

  constructor(options: DraftSaverOptions) {
    this.#options = options;
    this.#revision = options.revision;
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  readonly current = (): Saved => this.#state;

  get revision(): number {
    return this.#revision;
  }

  take(definition: FlowDefinition): void {
    this.#unsent = definition;
    if (this.#state.state === 'conflict') return;
    this.#tell({ state: 'waiting' });
    this.#callOff();
    this.#callOff = this.#options.later(() => void this.flush());
  }

  /** Everything is sent when it is done, or the state says why not. */
  async flush(): Promise<boolean> {
    this.#callOff();
    await this.#sending;
    if (this.#unsent !== null && this.#state.state !== 'conflict') {
      this.#sending = this.#send(this.#unsent);
      await this.#sending;
      this.#sending = null;
    }
    return this.#state.state === 'saved';
  }

  /** What is here counts, whatever somebody else saved. */
  async keepMine(): Promise<void> {
    if (this.#state.state !== 'conflict') return;
    this.#revision = this.#state.revision;
    this.#state = { state: 'waiting' };
    await this.flush();
  }

  /** What was read anew counts, and nothing waits to be sent. */
  takeTheirs(revision: number): void {
    this.#callOff();
    this.#unsent = null;
    this.#revision = revision;
    this.#tell({ state: 'saved' });
  }

  async #send(definition: FlowDefinition): Promise<void> {
    this.#unsent = null;
    this.#tell({ state: 'saving' });
    try {
      const { revision } = await this.#options.send(definition, this.#revision);
      this.#revision = revision;
      this.#tell({ state: this.#unsent === null ? 'saved' : 'waiting' });
    } catch (error) {
      this.#unsent ??= definition;
      const theirs = error instanceof ApiError && error.code === 'flows.saved_meanwhile' ? error.details.revision : undefined;
      this.#tell(typeof theirs === 'number' ? { state: 'conflict', revision: theirs } : { state: 'failed', error });
    }
  }

  #tell(state: Saved): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
