/** Why a model gave no answer, in one word: what the trace and the calls say. */
export type TroubleCode =
  | 'no_provider'
  | 'disabled'
  | 'not_allowed'
  | 'not_confirmed'
  | 'no_model'
  | 'turn_budget'
  | 'minute_budget'
  | 'day_budget'
  | 'busy'
  | 'timeout'
  | 'unreachable'
  | 'address'
  | 'key'
  | 'model'
  | 'quota'
  | 'overloaded'
  | 'failed'
  | 'refused'
  | 'filtered'
  | 'broken_off'
  | 'garbage'
  | 'endless'
  | 'too_large'
  | 'no_file'
  | 'empty';

/**
 * A model that cannot or must not be asked, or that did not answer as it should. Never a bug: whoever asked has another way.
 * The message is a sentence for a person; it holds nothing of what was asked or answered.
 */
export class ModelTrouble extends Error {
  readonly code: TroubleCode;
  /** Whether asking once more may help. */
  readonly retry: boolean;
  /** How long the provider asks to be left alone first. */
  readonly afterMs: number | undefined;
  /** Whether the provider may have done, and billed, the work. */
  readonly reached: boolean;

  constructor(
    code: TroubleCode,
    message: string,
    options: { retry?: boolean; afterMs?: number | undefined; reached?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ModelTrouble';
    this.code = code;
    this.retry = options.retry ?? false;
    this.afterMs = options.afterMs;
    this.reached = options.reached ?? false;
  }
}

/** An answer that is no success, as trouble. `body` is only looked at for the reason; it never goes further. */
export function troubleOf(status: number, headers: Readonly<Record<string, string | undefined>>, body: string): ModelTrouble {
  const words = body.slice(0, 4000);
  if (status >= 300 && status < 400)
    return new ModelTrouble('address', 'The address leads elsewhere; redirects are not followed. Name the final address as baseUrl.');
  switch (status) {
    case 401:
    case 403:
      return new ModelTrouble('key', `The provider refused the key (${status}). Give a valid one that may use this model.`);
    case 402:
      return new ModelTrouble('quota', 'The provider asks for payment (402). Look at the account there.');
    case 404:
      return aboutModel.test(words)
        ? unknownModel()
        : new ModelTrouble('address', 'There is nothing at the address (404). baseUrl must end with the version, as in …/v1.');
    case 413:
      return new ModelTrouble('too_large', 'The request was too large for the provider (413).');
    case 429:
      if (outOfQuota.test(words)) return new ModelTrouble('quota', 'The quota at the provider is used up. Look at the account there.');
      return new ModelTrouble('overloaded', 'The provider asks for fewer requests (429).', { retry: true, afterMs: waitOf(headers) });
    case 408:
    case 409:
    case 425:
      return new ModelTrouble('failed', `The provider could not do it now (${status}).`, { retry: true });
  }
  if (status >= 500)
    return new ModelTrouble('failed', `The provider failed (${status}).`, { retry: true, afterMs: waitOf(headers), reached: true });
  if (aboutModel.test(words)) return unknownModel();
  return new ModelTrouble('refused', `The provider refused the request (${status}).`);
}

const unknownModel = () => new ModelTrouble('model', 'The provider does not know the model. Correct its name.');
const aboutModel = /model_not_found|model[^.{}]{0,80}(not (found|exist)|does not exist|unknown|invalid)|(unknown|invalid|no such) model/i;
const outOfQuota = /insufficient_quota|billing|quota exceeded/i;

/** The seconds (or the date, which we do not wait for) of Retry-After. */
function waitOf(headers: Readonly<Record<string, string | undefined>>): number | undefined {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds >= 0 && headers['retry-after'] !== '' ? seconds * 1000 : undefined;
}
