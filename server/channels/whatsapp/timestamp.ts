import { type Fields, WrongField } from './fields.ts';

/** From here on a number means milliseconds: as seconds it would be the year 33658. courier's `parseTimestamp` does the same. */
const MILLISECONDS_FROM = 1e12;
/** The first moment of the year 10000, which neither JSON dates nor a person's screen are made for. */
const END_OF_TIME = 253_402_300_800_000;

/**
 * Meta writes strings of seconds ("1749416383"); numbers and milliseconds were seen from gateways. There is no clock here to
 * fall back on, so a bad one is an error.
 */
export function timestamp(fields: Fields): Date {
  const found = readTimestamp(fields);
  if (typeof found === 'string') throw new WrongField('timestamp', found);
  return found;
}

/** Null, and left out with its reason, when it cannot be read. */
export function optionalTimestamp(fields: Fields): Date | null {
  const found = readTimestamp(fields);
  return typeof found === 'string' ? (fields.drop('timestamp', found) ?? null) : found;
}

/** The moment, or what is wrong with it. */
function readTimestamp(fields: Fields): Date | string {
  const value = fields.raw.timestamp;
  if (value === undefined || value === null) return 'is missing';
  const number = typeof value === 'string' && /^[0-9]{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return 'is not a number of seconds';
  const milliseconds = Math.trunc(number >= MILLISECONDS_FROM ? number : number * 1000);
  return milliseconds > 0 && milliseconds < END_OF_TIME ? new Date(milliseconds) : 'is not a time';
}
