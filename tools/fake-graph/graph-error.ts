/** A refusal in the Graph API's shape. Which code belongs to which mistake is Meta's; the exact words are not copied. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: number;
  readonly subcode: number | undefined;
  readonly details: string | undefined;
  /** What a page of Meta’s would show. */
  readonly forPeople: { readonly title: string; readonly message: string } | undefined;

  constructor(
    code: number,
    message: string,
    options: { status?: number; subcode?: number; details?: string; forPeople?: { title: string; message: string } } = {},
  ) {
    super(message);
    this.name = 'GraphError';
    this.code = code;
    this.status = options.status ?? 400;
    this.subcode = options.subcode;
    this.details = options.details;
    this.forPeople = options.forPeople;
  }
}

/** `{error: {message, type, code, error_subcode?, error_data?, fbtrace_id}}` */
export function errorBody(error: GraphError): Record<string, unknown> {
  const data = error.details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details: error.details } };
  const subcode = error.subcode === undefined ? {} : { error_subcode: error.subcode };
  return {
    error: {
      message: `(#${error.code}) ${error.message}`,
      type: 'OAuthException',
      code: error.code,
      ...subcode,
      ...data,
      ...(error.forPeople ? { error_user_title: error.forPeople.title, error_user_msg: error.forPeople.message } : {}),
      fbtrace_id: 'AFake',
    },
  };
}

/** The words beside a code in a refusal or in the `errors` of a failed status. */
export const TITLES: ReadonlyMap<number, string> = new Map([
  [2, 'Service temporarily unavailable'],
  [4, 'Application request limit reached'],
  [190, 'Error validating access token'],
  [130429, 'Rate limit hit'],
  [130472, "User's number is part of an experiment"],
  [131000, 'Something went wrong'],
  [131016, 'Service unavailable'],
  [131026, 'Message undeliverable'],
  [131042, 'Business eligibility payment issue'],
  [131047, 'Re-engagement message'],
  [131048, 'Spam rate limit hit'],
  [131049, 'This message was not delivered to maintain healthy ecosystem engagement'],
  [131053, 'Media upload error'],
  [131056, '(Business Account, Consumer Account) pair rate limit hit'],
]);

export function titleOf(code: number): string {
  return TITLES.get(code) ?? 'An error of the fake Graph';
}
