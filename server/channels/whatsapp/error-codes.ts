import type { SendOutcome } from '#channels/channel.ts';
import type { SendTrouble } from '#contract/messages.ts';
import type { ProviderError } from './provider-error.ts';

/**
 * Meta's error codes: what to do about them, why in plain English, and what a person should do now. The same table serves
 * refused requests and failed statuses. Sources: Meta, WhatsApp Business Platform, "Error codes" (15 May 2026); beside
 * it the open-source gateways pywa (`errors.py`) and courier (what it throttles on). Logic rests on the code alone; Meta's titles
 * change and their HTTP statuses vary.
 */
export interface ErrorCode {
  /** Our name for it, after "whatsapp.". */
  readonly word: string;
  readonly outcome: Exclude<SendOutcome, 'unknown'>;
  /** Whom it concerns when it is `paced`. */
  readonly scope?: 'contact' | 'channel';
  /** How long to wait when Meta does not say it in the answer, seconds. */
  readonly afterSeconds?: number;
  readonly reason: string;
  readonly advice: string;
}

/** Meta names no time for restrictions of a number. Ours: soon enough to resume, seldom enough not to worsen the rating. */
const RESTRICTED_SECONDS = 900;
/** 131057: mostly a number's throughput being raised, which takes up to a minute (Meta, "Throughput", 21 May 2026). */
const MAINTENANCE_SECONDS = 60;

const RECONNECT = 'Make a new permanent access token in Meta’s Business settings and save it in the channel’s settings.';
const GRANT = 'Give the system user the permission whatsapp_business_messaging and access to this WhatsApp account.';
const WAIT = 'Nothing to do: it is sent again by itself.';
const OTHER_WAY = 'Reach the person in another way.';
const REPORT = 'Report this: Baraza wrote a request that WhatsApp does not accept.';
const MEND_TEMPLATE = 'Compare the template with the one approved in WhatsApp Manager, then send the message again.';
const POLICY = 'Open Meta’s Business Support Home, read the decision and ask for a review.';

const NO_ACCESS: ErrorCode = {
  word: 'no_permission',
  outcome: 'account',
  reason: 'WhatsApp does not allow this access token to send.',
  advice: GRANT,
};
const TOKEN: ErrorCode = {
  word: 'token_invalid',
  outcome: 'account',
  reason: 'The access token is not valid any more.',
  advice: RECONNECT,
};
const TOO_FAST: ErrorCode = {
  word: 'rate_limited',
  outcome: 'paced',
  scope: 'channel',
  reason: 'This number sends faster than WhatsApp allows.',
  advice: WAIT,
};
const IN_TROUBLE: ErrorCode = { word: 'provider_trouble', outcome: 'later', reason: 'WhatsApp has trouble at the moment.', advice: WAIT };
const BAD_REQUEST: ErrorCode = { word: 'bad_request', outcome: 'never', reason: 'WhatsApp does not accept this message.', advice: REPORT };
const NUMBER_GONE: ErrorCode = {
  word: 'number_gone',
  outcome: 'account',
  reason: 'WhatsApp does not know this phone number ID, or the token has no access to it.',
  advice: 'Compare the phone number ID in the channel’s settings with WhatsApp Manager.',
};
const NOT_REGISTERED: ErrorCode = {
  word: 'number_not_registered',
  outcome: 'account',
  reason: 'The number is not registered for the Cloud API.',
  advice: 'Register the number in WhatsApp Manager.',
};
const TEMPLATE_PARAMETERS: ErrorCode = {
  word: 'template_parameters',
  outcome: 'never',
  reason: 'The values do not fit the template’s variables.',
  advice: MEND_TEMPLATE,
};
const BLOCK_LIST: ErrorCode = {
  word: 'block_list',
  outcome: 'never',
  reason: 'WhatsApp could not change the block list.',
  advice: 'Block or unblock the person in WhatsApp Manager.',
};

const CODES: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  // The access token and what it may do.
  [0, TOKEN],
  [190, TOKEN],
  [3, NO_ACCESS],
  [10, NO_ACCESS],
  [131005, NO_ACCESS],
  // The number and its account.
  [33, NUMBER_GONE],
  [131045, NOT_REGISTERED],
  [133010, NOT_REGISTERED],
  [368, { word: 'policy_block', outcome: 'account', reason: 'WhatsApp blocked the account for breaking a policy.', advice: POLICY }],
  [131031, { word: 'account_locked', outcome: 'account', reason: 'WhatsApp locked the account.', advice: POLICY }],
  [
    131037,
    {
      word: 'display_name_not_approved',
      outcome: 'account',
      reason: 'The number’s display name is not approved.',
      advice: 'Ask for approval of the display name in WhatsApp Manager.',
    },
  ],
  [
    131042,
    {
      word: 'payment_problem',
      outcome: 'account',
      reason: 'WhatsApp could not charge for the message.',
      advice: 'Mend the payment method in Meta’s Billing hub.',
    },
  ],
  // Pace.
  [4, TOO_FAST],
  [80007, TOO_FAST],
  [130429, TOO_FAST],
  [
    133016,
    {
      ...TOO_FAST,
      word: 'registered_too_often',
      reason: 'The number was registered too often in a short time.',
      afterSeconds: RESTRICTED_SECONDS,
    },
  ],
  [
    131056,
    {
      word: 'pair_rate_limited',
      outcome: 'paced',
      scope: 'contact',
      reason: 'Too many messages to this contact in a short time.',
      advice: WAIT,
    },
  ],
  [
    131057,
    {
      word: 'maintenance',
      outcome: 'paced',
      scope: 'channel',
      afterSeconds: MAINTENANCE_SECONDS,
      reason: 'WhatsApp is changing this number’s limits.',
      advice: WAIT,
    },
  ],
  [
    131048,
    {
      word: 'spam_restricted',
      outcome: 'paced',
      scope: 'channel',
      afterSeconds: RESTRICTED_SECONDS,
      reason: 'WhatsApp restricts this number because people blocked or reported its messages.',
      advice: 'Stop broadcasts, look at the quality rating in WhatsApp Manager, and write only to people who asked for it.',
    },
  ],
  [
    131064,
    {
      word: 'template_misclassified',
      outcome: 'paced',
      scope: 'channel',
      afterSeconds: RESTRICTED_SECONDS,
      reason: 'WhatsApp restricts this number because its templates are in the wrong category.',
      advice: 'Stop broadcasts and correct the templates’ categories in WhatsApp Manager.',
    },
  ],
  // Trouble at WhatsApp's that passes.
  [1, IN_TROUBLE],
  [2, IN_TROUBLE],
  [131000, IN_TROUBLE],
  [131016, IN_TROUBLE],
  [133004, IN_TROUBLE],
  [135000, IN_TROUBLE],
  [
    131053,
    {
      word: 'media_upload',
      outcome: 'later',
      reason: 'WhatsApp could not fetch the file.',
      advice: 'If it stays so, check the file’s type and size.',
    },
  ],
  // The message.
  [100, BAD_REQUEST],
  [131008, { ...BAD_REQUEST, word: 'parameter_missing', reason: 'A part of the message that WhatsApp requires is missing.' }],
  [131009, { ...BAD_REQUEST, word: 'parameter_invalid', reason: 'A part of the message has a value WhatsApp does not accept.' }],
  [131051, { ...BAD_REQUEST, word: 'type_unsupported', reason: 'WhatsApp does not support this kind of message.' }],
  [
    131052,
    {
      word: 'media_download',
      outcome: 'never',
      reason: 'WhatsApp could not download the file the contact sent.',
      advice: 'Ask the contact to send it again.',
    },
  ],
  [
    131047,
    {
      word: 'window_closed',
      outcome: 'window',
      reason: 'The contact wrote last more than 24 hours ago.',
      advice: 'Send an approved template; when the contact answers you can write freely for 24 hours.',
    },
  ],
  // The recipient.
  [
    131021,
    {
      word: 'sender_is_recipient',
      outcome: 'never',
      reason: 'The recipient is this channel’s own number.',
      advice: 'Write to another number.',
    },
  ],
  [
    131026,
    {
      word: 'undeliverable',
      outcome: 'never',
      reason: 'WhatsApp cannot deliver to this person: no WhatsApp, an old app, terms not accepted, or blocked.',
      advice: OTHER_WAY,
    },
  ],
  [
    131030,
    {
      word: 'not_in_test_list',
      outcome: 'never',
      reason: 'A test number may write only to the numbers on its list.',
      advice: 'Add the number to the list in Meta’s app dashboard, or connect a real number.',
    },
  ],
  // Names a country of recipients, so it must not stop the channel for everyone else.
  [
    130497,
    { word: 'country_restricted', outcome: 'never', reason: 'This business may not write to people in this country.', advice: OTHER_WAY },
  ],
  [
    130472,
    {
      word: 'experiment',
      outcome: 'never',
      reason: 'WhatsApp holds marketing messages to this person back in an experiment.',
      advice: OTHER_WAY,
    },
  ],
  [
    131049,
    {
      word: 'marketing_cap',
      outcome: 'never',
      reason: 'The person gets enough marketing messages at the moment.',
      advice: 'Do not send it again within 24 hours.',
    },
  ],
  [
    131050,
    {
      word: 'marketing_stopped',
      outcome: 'never',
      reason: 'The person does not want marketing messages from this business.',
      advice: 'Respect it: leave the person out of broadcasts.',
    },
  ],
  [
    131062,
    {
      word: 'needs_phone_number',
      outcome: 'never',
      reason: 'This kind of message can only be sent to a phone number, and the person hides theirs.',
      advice: 'Ask the person for their phone number.',
    },
  ],
  [
    131063,
    {
      word: 'marketing_off',
      outcome: 'never',
      reason: 'Marketing messages are turned off for this number on the Cloud API.',
      advice: 'Turn them on in WhatsApp Manager.',
    },
  ],
  [
    137000,
    {
      word: 'identity_changed',
      outcome: 'never',
      reason: 'The contact’s device changed; the person may be another one.',
      advice: 'Make sure who it is before sending personal things.',
    },
  ],
  // Templates and WhatsApp Flows.
  [132000, TEMPLATE_PARAMETERS],
  [
    132001,
    {
      word: 'template_missing',
      outcome: 'never',
      reason: 'The template does not exist in this language, or is not approved.',
      advice: MEND_TEMPLATE,
    },
  ],
  [
    132005,
    { word: 'template_too_long', outcome: 'never', reason: 'The template is too long with these values.', advice: 'Shorten the values.' },
  ],
  [
    132007,
    {
      word: 'template_policy',
      outcome: 'never',
      reason: 'The template’s content breaks a policy.',
      advice: 'Change the template and have it approved.',
    },
  ],
  [132008, TEMPLATE_PARAMETERS],
  [132012, TEMPLATE_PARAMETERS],
  [
    132015,
    {
      word: 'template_paused',
      outcome: 'never',
      reason: 'WhatsApp paused the template for its low quality.',
      advice: 'Use another template, or improve this one.',
    },
  ],
  [
    132016,
    {
      word: 'template_disabled',
      outcome: 'never',
      reason: 'WhatsApp disabled the template for its low quality.',
      advice: 'Write a new template.',
    },
  ],
  [132018, TEMPLATE_PARAMETERS],
  [
    132068,
    {
      word: 'flow_blocked',
      outcome: 'never',
      reason: 'WhatsApp blocked the form.',
      advice: 'Ask the questions as text, and look at the form in WhatsApp Manager.',
    },
  ],
  [
    132069,
    {
      word: 'flow_throttled',
      outcome: 'never',
      reason: 'WhatsApp allows this form only 10 times an hour.',
      advice: 'Ask the questions as text, and look at the form in WhatsApp Manager.',
    },
  ],
  [139100, BLOCK_LIST],
  [139101, BLOCK_LIST],
  [139102, BLOCK_LIST],
  [139103, BLOCK_LIST],
]);

const TEMPLATE_CREATION: ErrorCode = {
  word: 'template_refused',
  outcome: 'never',
  reason: 'WhatsApp does not accept the template.',
  advice: 'Read WhatsApp’s own words, correct the template and hand it in again.',
};

/** Every row there is: each has its sentences for pages too (web/locales/{en,ur,sw}/troubles.json). */
export const errorCodes: readonly ErrorCode[] = [...CODES.values(), TEMPLATE_CREATION];

/** The row for an error, by its code; undefined for codes Meta added since. */
export function errorCodeOf(error: ProviderError): ErrorCode | undefined {
  const { code, subcode } = error;
  if (code === undefined) return undefined;
  // "Object with ID '…' does not exist": the number in the address, not anything in the message.
  if (code === 100 && subcode === 33) return NUMBER_GONE;
  if (code >= 200 && code <= 299) return NO_ACCESS;
  if (code >= 2_388_000 && code <= 2_388_999) return TEMPLATE_CREATION;
  return CODES.get(code);
}

/** What to do about an error that is certain to mean "not delivered". */
export function outcomeOf(error: ProviderError): Exclude<SendOutcome, 'unknown'> {
  const row = errorCodeOf(error);
  if (row !== undefined) return row.outcome;
  return error.transient ? 'later' : 'never';
}

/** The sentences for a person, with the provider's own code and words beside them. */
export function troubleOf(error: ProviderError): SendTrouble {
  const row = errorCodeOf(error) ?? unknownCode(error);
  const provider = { code: error.code === undefined ? undefined : String(error.code), message: error.message };
  return { code: `whatsapp.${row.word}`, reason: row.reason, advice: row.advice, provider };
}

function unknownCode(error: ProviderError): Pick<ErrorCode, 'word' | 'reason' | 'advice'> {
  const said = error.message === undefined ? '.' : `: ${error.message}`;
  if (error.transient) return { ...IN_TROUBLE, reason: `WhatsApp has trouble at the moment${said}` };
  return {
    word: 'refused',
    reason: `WhatsApp refused the message${said}`,
    advice: 'Read WhatsApp’s own words; its error page explains the code.',
  };
}
