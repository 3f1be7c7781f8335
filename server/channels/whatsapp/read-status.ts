import type { ReceivedStatus, SendOutcome } from '#channels/channel.ts';
import { outcomeOf, troubleOf } from './error-codes.ts';
import { Fields, WrongField } from './fields.ts';
import type { Found } from './found.ts';
import { providerErrorOf } from './provider-error.ts';
import { timestamp } from './timestamp.ts';

const STATUSES: ReadonlyMap<string, ReceivedStatus['status']> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  // A voice note that was listened to; our words end at "read".
  ['played', 'read'],
  ['failed', 'failed'],
]);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One item of `value.statuses`: `{id, status, timestamp, recipient_id, biz_opaque_callback_data?, errors?}`. */
export function readStatus(item: unknown): Found<ReceivedStatus> {
  const fields = Fields.of(item, '');
  const status = STATUSES.get(fields.id('status'));
  if (status === undefined) throw new WrongField('status', 'is not one we know');
  const base = { providerId: fields.id('id'), messageId: messageIdOf(fields), status, at: timestamp(fields) };
  return { item: status === 'failed' ? { ...base, ...failure(fields) } : base };
}

/** What we sent along. Another program on the same number may use the field for its own data; that is no id of ours. */
function messageIdOf(fields: Fields): string | undefined {
  const value = fields.raw.biz_opaque_callback_data;
  return typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : undefined;
}

/** A failure is news even when Meta does not say why, or says it in a form we do not know. */
function failure(fields: Fields): Pick<ReceivedStatus, 'trouble'> & { outcome: SendOutcome } {
  const errors = fields.raw.errors;
  const error = providerErrorOf(Array.isArray(errors) ? errors[0] : undefined);
  return { trouble: troubleOf(error), outcome: outcomeOf(error) };
}
