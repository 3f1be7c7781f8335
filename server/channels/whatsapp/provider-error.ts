/** An error in Meta's words, from an answer, a status or a webhook's value. Every field may be missing. */
export interface ProviderError {
  readonly code?: number;
  readonly subcode?: number;
  readonly message?: string;
  /** Meta: a retry may succeed. */
  readonly transient?: boolean;
}

/** Enough to recognise an error by; Meta's run to about 300 characters. */
const MESSAGE_LENGTH_MAX = 500;

/**
 * Reads `{code, error_subcode?, title?, message?, error_data?: {details?}, is_transient?}` as far as it goes: an error
 * about an error helps nobody.
 */
export function providerErrorOf(value: unknown): ProviderError {
  const error = fieldsOf(value);
  const said = [error.message ?? error.title, fieldsOf(error.error_data).details].filter((part) => typeof part === 'string');
  const message = [...new Set(said)].join(': ').slice(0, MESSAGE_LENGTH_MAX).toWellFormed();
  return {
    code: integer(error.code),
    subcode: integer(error.error_subcode),
    message: message === '' ? undefined : message,
    transient: error.is_transient === true,
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function integer(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}
