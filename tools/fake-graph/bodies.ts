/** Webhook bodies as Meta writes them ("messages webhook reference", "Status messages webhook reference"). */

export interface FakeNumber {
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly displayPhoneNumber: string;
}

/** Somebody who writes to us. At least one of `from` (digits) and `bsuid`. */
export interface Person {
  readonly from?: string;
  readonly bsuid?: string;
  readonly name?: string;
  readonly username?: string;
}

/** One change about one number; `value` is what stands beside the metadata. */
export function changeBody(number: FakeNumber, value: Readonly<Record<string, unknown>>, field = 'messages'): unknown {
  return { object: 'whatsapp_business_account', entry: [entryOf(number, value, field)] };
}

export function entryOf(number: FakeNumber, value: Readonly<Record<string, unknown>>, field = 'messages'): unknown {
  const metadata = { display_phone_number: number.displayPhoneNumber, phone_number_id: number.phoneNumberId };
  return { id: number.businessAccountId, changes: [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field }] };
}

/** The value for one message: `message` holds the type and its part, the rest is filled in. */
export function messageValue(person: Person, message: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { from, bsuid, name, username } = person;
  const profile = { ...(name === undefined ? {} : { name }), ...(username === undefined ? {} : { username }) };
  const contact = { profile, ...(from === undefined ? {} : { wa_id: from }), ...(bsuid === undefined ? {} : { user_id: bsuid }) };
  const sender = { ...(from === undefined ? {} : { from }), ...(bsuid === undefined ? {} : { from_user_id: bsuid }) };
  return { contacts: [contact], messages: [{ ...sender, ...message }] };
}

export interface StatusFacts {
  readonly id: string;
  readonly status: 'sent' | 'delivered' | 'read' | 'failed';
  readonly at: number;
  readonly to: string;
  /** What came as `biz_opaque_callback_data`; given back as it was. */
  readonly messageId?: string;
  readonly error?: { readonly code: number; readonly title: string };
}

/** `at` in milliseconds; Meta writes seconds as a string. */
export function statusItem({ id, status, at, to, messageId, error }: StatusFacts): unknown {
  return {
    id,
    status,
    timestamp: String(Math.floor(at / 1000)),
    ...(/^[0-9]/.test(to) ? { recipient_id: to } : { recipient_user_id: to }),
    ...(messageId === undefined ? {} : { biz_opaque_callback_data: messageId }),
    ...(error === undefined ? {} : { errors: [{ ...error, message: error.title, error_data: { details: error.title } }] }),
  };
}
