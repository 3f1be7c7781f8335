import { type AccountFacts, ChannelError, type ChannelIo, type CheckStep, type Findings } from '#channels/channel.ts';
import type { WhatsappAccount } from './account.ts';
import { ask, askAll, type Json, listOf, objectOf, wordOf } from './graph.ts';
import { listTemplates } from './templates.ts';

/**
 * Asks Meta about the account, step by step, as a person would who looks for what is missing. Nothing is changed. A step that
 * hangs on one that went wrong says that it could not be found out.
 */
export async function examine(account: WhatsappAccount, io: ChannelIo, here: { webhookUrl: string }): Promise<Findings> {
  const asking = { account, io };
  const token = await lookAtToken(asking);
  if (token.trouble) return { steps: token.steps, facts: token.facts, trouble: token.trouble };
  const number = await lookAtNumber(asking);
  const app = await lookAtApp(asking, token.appId, here.webhookUrl);
  const steps = [
    ...token.steps,
    ...number.steps,
    await lookAtOwner(asking),
    ...app,
    await lookAtSubscription(asking, token.appId, here),
    await lookAtTemplates(asking),
  ];
  return { steps, facts: { ...token.facts, ...number.facts }, trouble: number.trouble };
}

interface Asking {
  readonly account: WhatsappAccount;
  readonly io: ChannelIo;
}

type Look = Pick<Findings, 'steps' | 'facts' | 'trouble'>;

const NEW_TOKEN = 'Make a new permanent access token of a system user in Meta’s Business settings and save it in the channel’s settings.';
const WANTED = ['whatsapp_business_messaging', 'whatsapp_business_management'];

/** `GET /debug_token`: Meta's word on a token. It may ask about itself. */
async function lookAtToken({ account, io }: Asking): Promise<Look & { appId: string | undefined }> {
  const found = await attempt(() => ask(`debug_token?input_token=${encodeURIComponent(account.secrets.accessToken)}`, account, io));
  if ('error' in found) {
    const { error } = found;
    const step = failed('token', error);
    return { steps: [step], facts: {}, trouble: error.outcome === 'account' ? error.trouble : null, appId: undefined };
  }
  const data = objectOf(found.body.data);
  if (data.is_valid === false) {
    const reason = 'The access token is not valid any more.';
    const trouble = { code: 'whatsapp.token_invalid', reason, advice: NEW_TOKEN };
    return { steps: [wrong('token.invalid', {}, [reason, NEW_TOKEN])], facts: {}, trouble, appId: wordOf(data.app_id) };
  }
  const tokenEndsAt = endOf(data.expires_at);
  const app = wordOf(data.application);
  const until = tokenEndsAt === null ? 'and never ends' : `until ${tokenEndsAt.slice(0, 10)}`;
  const token = ok(
    `token.valid${app ? '_app' : ''}${tokenEndsAt === null ? '' : '_until'}`,
    { ...(app ? { app } : {}), ...(tokenEndsAt === null ? {} : { date: tokenEndsAt.slice(0, 10) }) },
    `The access token is valid${app ? ` for the app “${app}”` : ''} ${until}.`,
  );
  return { steps: [token, permissionsOf(data)], facts: { tokenEndsAt }, trouble: null, appId: wordOf(data.app_id) };
}

/** Seconds since 1970; 0: it never ends. */
function endOf(value: unknown): string | null {
  return typeof value === 'number' && value > 0 && value < 253_402_300_800 ? new Date(value * 1000).toISOString() : null;
}

function permissionsOf(data: Json): CheckStep {
  const missing = WANTED.filter((scope) => !listOf(data.scopes).includes(scope));
  if (missing.length === 0) return ok('permissions.all', {}, `The access token has the permissions ${WANTED.join(' and ')}.`);
  return wrong('permissions.missing', { missing: missing.join(', ') }, [
    `The access token lacks the permission ${missing.join(' and ')}.`,
    'Make a new token for the same system user in Meta’s Business settings, with both permissions ticked.',
  ]);
}

const NUMBER_FIELDS =
  'id,display_phone_number,verified_name,quality_rating,code_verification_status,name_status,status,platform_type,whatsapp_business_manager_messaging_limit';

async function lookAtNumber({ account, io }: Asking): Promise<Look> {
  const { phoneNumberId } = account.settings;
  const found = await attempt(() => ask(`${phoneNumberId}?fields=${NUMBER_FIELDS}`, account, io));
  if ('error' in found) {
    const { error } = found;
    const gone = error.outcome !== 'later' && error.outcome !== 'unknown' && error.outcome !== 'paced';
    const step = gone
      ? wrong('number.not_known', { id: phoneNumberId }, [
          `WhatsApp does not know the phone number ID ${phoneNumberId}, or the token may not see it.`,
          'Copy the phone number ID from App dashboard → WhatsApp → API setup, and give the system user access to the account.',
        ])
      : failed('number', error);
    return { steps: [step], facts: {}, trouble: null };
  }
  const { body } = found;
  const shown = wordOf(body.display_phone_number) ?? phoneNumberId;
  const name = wordOf(body.verified_name);
  const exists =
    name === undefined
      ? ok('number.exists', { number: shown }, `The number ${shown} exists.`)
      : ok('number.called', { number: shown, name }, `The number ${shown} exists and is called “${name}”.`);
  return {
    steps: [exists, stateOf(body)],
    facts: factsOf(body),
    trouble: null,
  };
}

function factsOf(body: Json): AccountFacts {
  const pick = (name: keyof AccountFacts, value: unknown) => (wordOf(value) === undefined ? {} : { [name]: wordOf(value) });
  const quality = wordOf(body.quality_rating)?.toLowerCase();
  return {
    ...pick('quality', quality === 'na' ? 'unknown' : quality),
    ...pick('tier', body.whatsapp_business_manager_messaging_limit),
    ...pick('displayName', body.verified_name),
    ...pick('nameStatus', body.name_status),
    ...pick('numberStatus', body.status),
  };
}

function stateOf(body: Json): CheckStep {
  const platform = wordOf(body.platform_type);
  if (platform !== undefined && platform !== 'CLOUD_API') {
    return wrong('number_state.other_mode', { mode: platform }, [
      `The number is not in the Cloud API but in another mode (${platform}).`,
      'Register the number for the Cloud API in Meta’s WhatsApp Manager.',
    ]);
  }
  const status = wordOf(body.status);
  if (status !== undefined && status !== 'CONNECTED') {
    return wrong('number_state.not_connected', { status }, [
      `The number is not connected (${status}).`,
      'Register the number for the Cloud API in Meta’s WhatsApp Manager; a banned one needs a review first.',
    ]);
  }
  const verified = wordOf(body.code_verification_status);
  if (status === undefined && verified !== undefined && verified !== 'VERIFIED') {
    return wrong('number_state.not_verified', { status: verified }, [
      `The number is not verified (${verified}).`,
      'Verify the number by SMS or call in Meta’s WhatsApp Manager.',
    ]);
  }
  if (status === undefined)
    return unknown('number_state.not_said', ['Meta did not say whether the number is registered.', 'Send a message to the number to see.']);
  return ok('number_state.connected', {}, 'The number is registered and connected to the Cloud API.');
}

async function lookAtOwner({ account, io }: Asking): Promise<CheckStep> {
  const { businessAccountId, phoneNumberId } = account.settings;
  const found = await attempt(() => askAll(`${businessAccountId}/phone_numbers?fields=id`, account, io));
  if ('error' in found)
    return failed('business_account', found.error, {
      word: 'account_id',
      advice: 'Check the business account ID, and that the token has whatsapp_business_management.',
    });
  if (found.body.some((one) => one.id === phoneNumberId))
    return ok('business_account.own', {}, 'The number belongs to the business account.');
  return wrong('business_account.other', { account: businessAccountId }, [
    `The number does not belong to the business account ${businessAccountId}.`,
    'Copy both IDs from the same page: App dashboard → WhatsApp → API setup.',
  ]);
}

/** What the app sends to us, asked as the app itself: that works with the right app secret only. */
async function lookAtApp({ account, io }: Asking, appId: string | undefined, webhookUrl: string): Promise<CheckStep[]> {
  if (appId === undefined) return [unknownSecret(), unknownCallback()];
  const found = await attempt(() => ask(`${appId}/subscriptions`, account, io, `${appId}|${account.secrets.appSecret}`));
  if ('error' in found) {
    const refused = found.error.outcome === 'account' || found.error.outcome === 'never';
    const secret = refused
      ? wrong('app_secret.other', {}, [
          'The app secret is not that of the app the access token belongs to.',
          'Copy it from App dashboard → App settings → Basic. Webhooks signed by another app are refused.',
        ])
      : unknownSecret();
    return [secret, unknownCallback()];
  }
  const own = listOf(found.body.data)
    .map(objectOf)
    .find((one) => one.object === 'whatsapp_business_account');
  return [ok('app_secret.own', {}, 'The app secret is that of the app the access token belongs to.'), callbackOf(own, webhookUrl)];
}

const unknownSecret = () => unknown('app_secret.not_known', ['Whether the app secret fits will be known with the first webhook.', null]);
const unknownCallback = () => unknown('callback.not_known', ['Where the app sends webhooks could not be asked.', null]);

const FIELDS_WORTH_HAVING = ['account_update', 'message_template_status_update', 'phone_number_quality_update'];

function callbackOf(subscription: Json | undefined, webhookUrl: string): CheckStep {
  const where = `App dashboard → WhatsApp → Configuration`;
  const address = wordOf(subscription?.callback_url);
  if (address === undefined)
    return wrong('callback.none', { ours: webhookUrl }, [
      'The app sends no WhatsApp webhooks anywhere.',
      `Enter ${webhookUrl} and the verify token under ${where}.`,
    ]);
  if (address !== webhookUrl)
    return wrong('callback.elsewhere', { theirs: address, ours: webhookUrl }, [
      `The app sends its webhooks to ${address} and not to ${webhookUrl}.`,
      `Change the callback URL under ${where}, unless the business account has an address of its own.`,
    ]);
  const fields = listOf(subscription?.fields).map((one) => wordOf(one) ?? wordOf(objectOf(one).name) ?? '');
  if (!fields.includes('messages'))
    return wrong('callback.no_messages', {}, [
      'The app does not send messages to us.',
      `Subscribe to the field "messages" under ${where}.`,
    ]);
  const missing = FIELDS_WORTH_HAVING.filter((field) => !fields.includes(field)).join(', ');
  const here = ok('callback.here', { ours: webhookUrl }, `The app sends its webhooks to ${webhookUrl}.`);
  if (missing === '') return here;
  const advice = `To hear of bans, quality and templates, subscribe to ${missing} too.`;
  return { ...here, code: 'callback.here_partly', values: { ours: webhookUrl, missing }, advice };
}

async function lookAtSubscription(
  { account, io }: Asking,
  appId: string | undefined,
  { webhookUrl }: { webhookUrl: string },
): Promise<CheckStep> {
  const found = await attempt(() => ask(`${account.settings.businessAccountId}/subscribed_apps`, account, io));
  if ('error' in found) return failed('subscribed', found.error);
  const apps = listOf(found.body.data).map(objectOf);
  const own = apps.find((one) => appId === undefined || objectOf(one.whatsapp_business_api_data).id === appId);
  if (!own)
    return wrong('subscribed.not', { account: account.settings.businessAccountId }, [
      'The app does not get the webhooks of this business account.',
      `Subscribe it: POST /${account.settings.businessAccountId}/subscribed_apps with the access token (docs/running/whatsapp.md).`,
    ]);
  const override = wordOf(own.override_callback_uri);
  if (override !== undefined && override !== webhookUrl)
    return wrong('subscribed.elsewhere', { theirs: override, ours: webhookUrl }, [
      `Webhooks of this business account go to ${override} and not to ${webhookUrl}.`,
      'Subscribe the app again without an address of its own, or with this one.',
    ]);
  return ok('subscribed.own', {}, 'The app gets the webhooks of this business account.');
}

async function lookAtTemplates({ account, io }: Asking): Promise<CheckStep> {
  const found = await attempt(() => listTemplates(account, io));
  if ('error' in found) {
    return failed('templates', found.error, { word: 'management', advice: 'Give the token the permission whatsapp_business_management.' });
  }
  return ok('templates.readable', { count: String(found.body.length) }, `Templates can be read: there are ${found.body.length}.`);
}

async function attempt<T>(work: () => Promise<T>): Promise<{ body: T } | { error: ChannelError }> {
  try {
    return { body: await work() };
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    return { error };
  }
}

const AGAIN = 'Check once more in a minute. If it stays so, see whether this server reaches the internet.';

/** What Meta refused is wrong; what could not be asked is not known, and the trouble's own advice is about a message that waits. */
function failed(step: string, { outcome, trouble }: ChannelError, own?: { readonly word: string; readonly advice: string }): CheckStep {
  const refused = outcome === 'account' || outcome === 'never' || outcome === 'window';
  const { code, reason } = trouble;
  const told = { step, values: { code, reason, advice: trouble.advice }, text: reason };
  if (!refused) return { ...told, state: 'unknown', code: 'failed.again', advice: AGAIN };
  return { ...told, state: 'wrong', code: `failed.${own?.word ?? 'refused'}`, advice: own?.advice ?? trouble.advice };
}

type Values = CheckStep['values'];

/** The first word of a code is the step. */
const stepOf = (code: string) => code.split('.', 1)[0] ?? code;

const ok = (code: string, values: Values, text: string): CheckStep => ({
  step: stepOf(code),
  state: 'ok',
  code,
  values,
  text,
  advice: null,
});
const wrong = (code: string, values: Values, [text, advice]: readonly [string, string]): CheckStep => ({
  step: stepOf(code),
  state: 'wrong',
  code,
  values,
  text,
  advice,
});
const unknown = (code: string, [text, advice]: readonly [string, string | null]): CheckStep => ({
  step: stepOf(code),
  state: 'unknown',
  code,
  values: {},
  text,
  advice,
});
