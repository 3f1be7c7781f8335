import type { CountryCode } from 'libphonenumber-js';
import type { Identity, IdentityGiven } from '#contract/contacts.ts';
import { Refusal } from '#platform/errors.ts';

/** An address as it is stored, so that the same one is the same text whoever writes it. */
export interface CheckedAddress {
  readonly channel_type: string;
  /** "phone:16505551234". */
  readonly address: string;
}

/** "phone:16505551234" is stored as one text so that it can be unique; people see its two parts. */
export function toIdentity({ channel_type: channelType, address }: CheckedAddress): Identity {
  const colon = address.indexOf(':');
  return { channelType, kind: colon === -1 ? 'address' : address.slice(0, colon), address: address.slice(colon + 1) };
}

/** Throws `contacts.wrong_address` with what is wrong. `country` is how a phone number without a country code is read. */
export async function checkAddress(given: IdentityGiven, country: string | null): Promise<CheckedAddress> {
  const { channelType, kind } = given;
  return { channel_type: channelType, address: `${kind}:${await normalise(kind, given.address.trim(), country)}` };
}

async function normalise(kind: string, address: string, country: string | null): Promise<string> {
  if (kind === 'phone') return phoneDigits(address, country);
  if (kind === 'email') return emailAddress(address);
  if (/[\s:]/.test(address)) throw wrong('This address must not hold spaces or colons.');
  return address;
}

/** The digits with country code, as providers name a number: "447700900123". */
async function phoneDigits(text: string, country: string | null): Promise<string> {
  const number = await parsePhone(text, country);
  if (number) return number.digits;
  if (country === null && !text.startsWith('+'))
    throw wrong('Write the number with "+" and its country code, or set the organization’s country.');
  throw wrong('This is not a telephone number.');
}

/** The digits and the country of a telephone number; null when it is none. */
export async function parsePhone(text: string, country: string | null): Promise<{ digits: string; country: string | null } | null> {
  // 145 kB of number plans: loaded when the first number is looked at.
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  const number = parsePhoneNumberFromString(
    text,
    country === null ? undefined : { defaultCountry: country as CountryCode, extract: false },
  );
  if (!number?.isPossible()) return null;
  return { digits: number.number.slice(1), country: number.country ?? null };
}

function emailAddress(text: string): string {
  // A quoted local part may hold anything; nobody has one.
  if (text.length > 254 || !/^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\.]+(\.[^\s@<>()",;:\\.]+)+$/.test(text))
    throw wrong('This is not an e-mail address.');
  return text.toLowerCase();
}

const wrong = (message: string) => new Refusal('contacts.wrong_address', message, { details: { field: 'address' } });
