import type { AccountFacts, AccountNews, Notice, TemplateNews } from '#channels/channel.ts';
import type { SendTrouble } from '#contract/messages.ts';
import type { WhatsappAccount } from './account.ts';
import { Fields } from './fields.ts';

/**
 * Webhooks about the account rather than about messages: quality and limits of the number, decisions about templates, restrictions
 * and bans. Shapes: Meta, "Webhooks" of the WhatsApp Business Management API; pywa's fixtures. Every field may be missing, and Meta
 * adds events without notice: what is not understood is kept as it came, and nothing follows from it.
 */
export function readAccountEvent(field: string, value: unknown, account: WhatsappAccount): Notice {
  const event = EVENTS.get(field);
  if (!event) return { kind: 'account', reason: `WhatsApp sent news of the kind "${field.slice(0, 60)}".`, raw: value };
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const read = isObject && concerns(Fields.of(value, ''), account) ? event.read?.(Fields.of(value, '')) : undefined;
  const { reason = event.reason, ...said } = read ?? {};
  const news = said.warns || said.calms ? { ...said, topic: field } : said;
  return { kind: 'account', reason, raw: value, ...(Object.keys(news).length > 0 ? { news } : {}) };
}

interface Said extends AccountNews {
  /** A sentence that says more than the field's own. */
  readonly reason?: string;
}

interface Event {
  readonly reason: string;
  read?(value: Fields): Said;
}

const EVENTS: ReadonlyMap<string, Event> = new Map<string, Event>([
  ['account_alerts', { reason: 'WhatsApp has an alert about the account.', read: readAlert }],
  ['account_review_update', { reason: 'WhatsApp reviewed the account.', read: readReview }],
  ['account_update', { reason: 'WhatsApp changed the state of the account.', read: readAccountUpdate }],
  ['business_capability_update', { reason: 'WhatsApp changed what the business may do.', read: readCapability }],
  ['history', { reason: 'WhatsApp sent older conversations from the phone app.' }],
  ['message_template_components_update', { reason: 'The text of a template changed.', read: readTemplate }],
  ['message_template_quality_update', { reason: 'The quality rating of a template changed.', read: readTemplate }],
  ['message_template_status_update', { reason: 'WhatsApp decided about a template.', read: readTemplate }],
  ['phone_number_name_update', { reason: 'WhatsApp decided about the display name.', read: readName }],
  ['phone_number_quality_update', { reason: 'The quality rating or limit of the number changed.', read: readQuality }],
  ['security', { reason: 'A security setting of the number changed.', read: readSecurity }],
  ['smb_app_state_sync', { reason: 'WhatsApp sent the address book of the phone app.' }],
  ['template_category_update', { reason: 'WhatsApp changed the category of a template.', read: readTemplate }],
  ['user_id_update', { reason: 'A contact has a new WhatsApp user id.' }],
  ['user_preferences', { reason: 'A contact changed whether marketing messages are welcome.' }],
]);

/** Several numbers share an account; the number is named as people dial it. One that names none concerns all of them. */
function concerns(value: Fields, { settings }: WhatsappAccount): boolean {
  const named = digitsOf(word(value, 'display_phone_number') ?? word(value, 'phone_number') ?? '');
  const own = digitsOf(settings.displayPhoneNumber);
  // Somebody may have left the country's code out.
  return named.length < 7 || named.endsWith(own.replace(/^0+/, '')) || own.endsWith(named);
}

const digitsOf = (text: string) => text.replace(/\D/g, '');

function word(value: Fields, name: string): string | undefined {
  const found = value.raw[name];
  if (typeof found === 'number') return String(found);
  // A cut may fall between the halves of one character.
  return typeof found === 'string' && found !== '' ? found.slice(0, 300).toWellFormed() : undefined;
}

function within(value: Fields, name: string): Fields | undefined {
  const found = value.raw[name];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Fields.of(found, '') : undefined;
}

/** Words that Meta writes in capitals, as a person would. */
const plainly = (text: string) => text.toLowerCase().replaceAll('_', ' ');

const APPEAL = 'Open Meta’s Business Support Home, read the decision and ask for a review.';
const CAREFUL = 'Write only to people who expect it, and make leaving easy. Meta’s WhatsApp Manager shows what people complained about.';

function readQuality(value: Fields): Said {
  const event = word(value, 'event');
  const tier = word(value, 'max_daily_conversations_per_business') ?? word(value, 'current_limit');
  const facts: AccountFacts = {
    ...(tier === undefined ? {} : { tier }),
    ...(event === 'FLAGGED' ? { quality: 'red' } : event === 'UNFLAGGED' ? { quality: 'unknown' } : {}),
  };
  const reason = QUALITY_EVENTS.get(event ?? '');
  const warns = event === 'FLAGGED' || event === 'DOWNGRADE' ? { reason: reason as string, advice: CAREFUL } : undefined;
  const calms = event === 'UNFLAGGED' || event === 'UPGRADE';
  return { ...(reason ? { reason } : {}), facts, ...(warns ? { warns } : {}), ...(calms ? { calms } : {}) };
}

const QUALITY_EVENTS: ReadonlyMap<string, string> = new Map([
  ['FLAGGED', 'People complained: WhatsApp rates the number’s quality as low.'],
  ['UNFLAGGED', 'The number’s quality is not low any more.'],
  ['DOWNGRADE', 'WhatsApp lowered the number of people that conversations may be begun with in a day.'],
  ['UPGRADE', 'WhatsApp raised the number of people that conversations may be begun with in a day.'],
  ['THROUGHPUT_UPGRADE', 'WhatsApp raised how fast the number may send.'],
]);

function readCapability(value: Fields): Said {
  const limit = word(value, 'max_daily_conversations_per_business') ?? word(value, 'max_daily_conversation_per_phone');
  return limit === undefined ? {} : { facts: { tier: limit } };
}

function readName(value: Fields): Said {
  const decision = word(value, 'decision');
  if (decision === undefined) return {};
  const name = word(value, 'requested_verified_name');
  const approved = decision === 'APPROVED';
  return {
    reason: `The display name${name ? ` “${name}”` : ''} was ${plainly(decision)}.`,
    facts: { nameStatus: decision, ...(approved && name ? { displayName: name } : {}) },
    ...(approved
      ? { calms: true }
      : { warns: { reason: `The display name was ${plainly(decision)}.`, advice: 'Choose another name in Meta’s WhatsApp Manager.' } }),
  };
}

function readReview(value: Fields): Said {
  const decision = word(value, 'decision');
  if (decision === undefined) return {};
  const reason = `WhatsApp reviewed the account: ${plainly(decision)}.`;
  return decision === 'REJECTED' ? { reason, warns: { reason, advice: APPEAL } } : { reason, calms: true };
}

function readAlert(value: Fields): Said {
  const alert = within(value, 'alert_info') ?? value;
  const said = word(alert, 'alert_description') ?? word(alert, 'alert_type');
  if (said === undefined) return {};
  const reason = `WhatsApp has an alert about the account: ${said}`;
  const severe = word(alert, 'alert_severity') !== 'INFORMATIONAL';
  return severe ? { reason, warns: { reason, advice: 'Open Meta’s WhatsApp Manager and look at the alert.' } } : { reason };
}

function readSecurity(value: Fields): Said {
  const event = word(value, 'event');
  if (event === undefined) return {};
  const reason = `A security setting of the number changed: ${plainly(event)}.`;
  return {
    reason,
    warns: {
      reason,
      advice: 'If nobody of you did this, change the PIN of the number in Meta’s WhatsApp Manager and look who has access.',
    },
  };
}

function readAccountUpdate(value: Fields): Said {
  const event = word(value, 'event');
  if (event === undefined) return {};
  const ban = within(value, 'ban_info');
  if (event === 'DISABLED_UPDATE') return readBan(word(ban ?? value, 'waba_ban_state'), word(ban ?? value, 'waba_ban_date'));
  if (event === 'ACCOUNT_RESTRICTION') return readRestriction(value);
  if (event === 'ACCOUNT_DELETED' || event === 'ACCOUNT_OFFBOARDED') {
    const reason =
      event === 'ACCOUNT_DELETED' ? 'The WhatsApp business account was deleted.' : 'The WhatsApp business account left this app.';
    return { reason, stops: stop('account_gone', reason, 'Connect the number again with an account that exists.') };
  }
  if (event === 'ACCOUNT_RECONNECTED') return { reason: 'The WhatsApp business account is connected again.', released: true };
  if (event === 'ACCOUNT_VIOLATION') {
    const kind = word(within(value, 'violation_info') ?? value, 'violation_type');
    const reason = `WhatsApp says that its rules were broken${kind ? `: ${plainly(kind)}` : ''}.`;
    return { reason, warns: { reason, advice: APPEAL } };
  }
  return { reason: `WhatsApp changed the state of the account: ${plainly(event)}.` };
}

function readBan(state: string | undefined, date: string | undefined): Said {
  if (state === 'REINSTATE') return { reason: 'WhatsApp gave the account back.', facts: { restriction: null }, released: true };
  const on = date === undefined ? '' : ` on ${date}`;
  if (state === 'SCHEDULE_FOR_DISABLE') {
    const reason = `WhatsApp will disable the account${on}.`;
    return { reason, warns: { reason, advice: APPEAL } };
  }
  // A word nobody knows yet stops nothing: should the account be closed, its sends say so.
  if (state !== 'DISABLE' && state !== 'DISABLED') return {};
  const reason = `WhatsApp disabled the account${on}.`;
  return { reason, facts: { restriction: { reason, since: null, until: null } }, stops: stop('account_disabled', reason, APPEAL) };
}

/** `restriction_info: [{restriction_type, expiration}]`: what may not be done until when (seconds since 1970, or a date). */
function readRestriction(value: Fields): Said {
  const found = value.raw.restriction_info;
  const items = (Array.isArray(found) ? found : [found]).flatMap((one) =>
    typeof one === 'object' && one !== null ? [Fields.of(one, '')] : [],
  );
  const types = items.flatMap((one) => word(one, 'restriction_type') ?? []);
  const until =
    items
      .flatMap((one) => timeOf(one.raw.expiration) ?? [])
      .sort()
      .at(-1) ?? null;
  const end = until === null ? '' : ` until ${until.slice(0, 16).replace('T', ' ')} UTC`;
  const what = types.map((type) => RESTRICTIONS.get(type) ?? plainly(type)).join(', ');
  const reason = `WhatsApp restricts the account${end}${what ? `: ${what}` : ''}.`;
  const facts: AccountFacts = { restriction: { reason, since: null, until } };
  // Beginning conversations needs templates, and answering people goes on; so it does with what is not understood.
  if (!types.includes('RESTRICTED_CUSTOMER_INITIATED_MESSAGING')) return { reason, facts, warns: { reason, advice: APPEAL } };
  return { reason, facts, stops: stop('account_restricted', reason, APPEAL) };
}

const RESTRICTIONS: ReadonlyMap<string, string> = new Map([
  ['RESTRICTED_BIZ_INITIATED_MESSAGING', 'no conversation may be begun'],
  ['RESTRICTED_CUSTOMER_INITIATED_MESSAGING', 'nobody may be answered'],
  ['RESTRICTION_ADD_PHONE_NUMBER_ACTION', 'no number may be added'],
  ['RESTRICTED_ADD_PHONE_NUMBER_ACTION', 'no number may be added'],
]);

function timeOf(value: unknown): string | undefined {
  const seconds = typeof value === 'number' ? value : typeof value === 'string' && /^[0-9]{1,12}$/.test(value) ? Number(value) : null;
  const date = seconds === null ? new Date(typeof value === 'string' ? value : '') : new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? undefined : date.toISOString();
}

function stop(code: string, reason: string, advice: string): SendTrouble {
  return { code: `whatsapp.${code}`, reason, advice };
}

/** Status, quality, category and text of one template all name it alike. */
function readTemplate(value: Fields): Said {
  const name = word(value, 'message_template_name');
  const language = word(value, 'message_template_language');
  if (name === undefined || language === undefined) return {};
  const status = word(value, 'event');
  const rejection = within(value, 'rejection_info');
  const said = rejection
    ? [word(rejection, 'reason'), word(rejection, 'recommendation')].filter((part) => part !== undefined).join(' ')
    : '';
  const code = word(value, 'reason');
  const why = said || (code !== undefined && code !== 'NONE' ? plainly(code) : '');
  const template: TemplateNews = {
    name,
    language,
    ...optional('providerId', word(value, 'message_template_id')),
    ...optional('status', status),
    ...optional('previousCategory', word(value, 'previous_category')),
    ...optional('category', word(value, 'new_category') ?? word(value, 'message_template_category')),
    ...optional('quality', word(value, 'new_quality_score')),
    ...(status === undefined ? {} : { reason: why }),
  };
  if (status === undefined) return { templates: [template], ...changedOf(value, `“${name}” (${language})`) };
  const reason = `The template “${name}” (${language}) is ${plainly(status)}${why ? `: ${why.replace(/\.$/, '')}` : ''}.`;
  const bad = ['REJECTED', 'PAUSED', 'DISABLED', 'FLAGGED'].includes(status);
  return {
    reason,
    templates: [template],
    ...(bad ? { warns: { reason, advice: 'Look at the template in Meta’s WhatsApp Manager. Messages that use it may not go out.' } } : {}),
    ...(status === 'APPROVED' ? { calms: true } : {}),
  };
}

/** Another category costs something else, and a bad quality pauses a template: worth a look before a bill or a silence says it. */
function changedOf(value: Fields, which: string): Said {
  const [before, category] = [word(value, 'previous_category'), word(value, 'new_category')];
  if (category !== undefined) {
    const from = before === undefined ? '' : ` from ${plainly(before)}`;
    const reason = `WhatsApp moved the template ${which}${from} to ${plainly(category)}.`;
    const advice = 'Messages with it are priced as such from now on. Meta’s WhatsApp Manager says how to object.';
    return { reason, warns: { reason, advice } };
  }
  const quality = word(value, 'new_quality_score');
  if (quality === undefined) return {};
  const reason = `The quality of the template ${which} is ${plainly(quality)} now.`;
  if (quality !== 'RED' && quality !== 'YELLOW') return { reason, calms: true };
  return { reason, warns: { reason, advice: CAREFUL } };
}

function optional<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
