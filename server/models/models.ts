import type { ModelCheck } from '#contract/models.ts';
import type { Live } from '#core/live/live.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import type { HttpClient } from '#platform/http/client.ts';
import type { Limits } from '#platform/http/limits.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import type { OrganizationKey } from '#platform/secrets.ts';
import { readProviderByName } from './calls-store.ts';
import { createFairGate } from './gate.ts';
import { tellKeyRefused } from './key-notice.ts';
import type { CountedCall } from './meter.ts';
import { openProvider } from './open-provider.ts';
import { type Asking, beginSession, type ModelSession, type SessionTools } from './session.ts';
import type { ProviderRow } from './store.ts';
import { ModelTrouble } from './trouble.ts';

/** The one way to ask a model. Everything it does is I/O: never inside a transaction, which the client refuses. */
export interface Models {
  /** Opens a provider for one turn. Throws `ModelTrouble` where contacts' words must not or cannot go there. `end` it. */
  begin(asking: Asking & { readonly provider: string; readonly key: OrganizationKey }): Promise<ModelSession>;
  /** Asks a provider something that nobody wrote, and says what is wrong. */
  check(scope: Scope, row: ProviderRow): Promise<ModelCheck>;
  /** Lets go of the checks that are under way: the program ends, and somebody waits for their answer. Turns are let go by their own signal. */
  stop(): void;
}

export interface ModelsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly client: HttpClient;
  readonly limits: Pick<Limits, 'take'>;
  readonly live: Live;
  onCall(call: CountedCall): void;
  readonly allowPrivateAddresses: boolean;
}

/** Our own numbers: enough for a busy desk, and few enough that a hanging provider holds little memory. */
const atOnce = { total: 64, each: 16 } as const;
/** A person waits for the answer of a check. */
const checkSecondsMax = 25;

export function createModels(options: ModelsOptions): Models {
  const { database, clock, ids, log, live, allowPrivateAddresses } = options;
  const stopping = new AbortController();
  const tools: SessionTools = {
    ...options,
    gate: createFairGate(atOnce),
    ownGate: createFairGate(atOnce),
    onExhausted: (organization, { id: provider }) =>
      log.warn(
        { organization, provider },
        'a daily limit of a model provider is reached: the offline assistant answers until tomorrow (UTC)',
      ),
    // Whoever wrote is answered, whether or not people can be told.
    async onKeyRefused(id, provider, model) {
      try {
        const telling = { db: database.of(id), organization: { id }, clock, ids };
        if (await tellKeyRefused(telling, { ...provider, model })) live.tell(id, () => [{ kind: 'notice.changed' }]);
      } catch (error) {
        log.warn(
          { organization: id, provider: provider.id, err: places(error) },
          'people could not be told that a provider refuses its key',
        );
      }
    },
    onKeyTaken: (id) => live.tell(id, () => [{ kind: 'notice.changed' }]),
  };

  return {
    async begin({ provider: name, key, ...asking }) {
      const row = await readProviderByName(database, asking.organizationId, name);
      if (!row) throw new ModelTrouble('no_provider', `There is no model provider "${name}".`);
      if (row.state === 'disabled') throw new ModelTrouble('disabled', `The model provider "${name}" is disabled.`);
      if (row.contact_text_at === null)
        throw new ModelTrouble('not_allowed', `Nobody has allowed that contacts’ words are sent to "${name}" (contactText).`);
      return beginSession(tools, openProvider(key, row, allowPrivateAddresses), asking);
    },
    async check(scope, row) {
      const started = clock.now();
      const told = (ok: boolean, problem: string | null, message: string) => ({
        ok,
        problem,
        message,
        tookMs: clock.now().getTime() - started.getTime(),
      });
      try {
        const { model } = await checkOnce(tools, scope, { row, allowPrivateAddresses, stopping: stopping.signal });
        return told(true, null, `"${model}" answered.`);
      } catch (error) {
        if (!(error instanceof ModelTrouble)) throw error;
        return told(false, error.code, error.message);
      }
    },
    stop: () => stopping.abort(new Refusal('unavailable', 'The program is stopping.', { status: 503 })),
  };
}

interface Checking {
  readonly row: ProviderRow;
  readonly allowPrivateAddresses: boolean;
  readonly stopping: AbortSignal;
}

async function checkOnce(
  tools: SessionTools,
  scope: Scope,
  { row, allowPrivateAddresses, stopping }: Checking,
): Promise<{ model: string }> {
  const signal = AbortSignal.any([scope.signal, stopping]);
  const asking = { organizationId: scope.organization.id, turnId: null, contactId: null, secondsMax: checkSecondsMax, signal };
  const session = beginSession(tools, openProvider(scope.key, row, allowPrivateAddresses), asking);
  try {
    await session.check();
    return session.provider.settings;
  } finally {
    session.end();
  }
}
