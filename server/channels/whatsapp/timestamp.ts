import { type Fields, WrongField } from './fields.ts';

/** From here on a number means milliseconds: as seconds it would be the year 33658. courier's `parseTimestamp` does the same. */
const MILLISECONDS_FROM = 1e12;
/** The first moment of the year 10000, which neither JSON dates nor a person's screen are made for. */
const END_OF_TIME = 253_402_300_800_000;

/**
 * Meta writes strings of seconds ("1749416383"); numbers and milliseconds were seen from gateways. There is no clock here
 * to fall back on, and a message without its time would be put in the wrong place, so a bad one is an error.
 */
export function timestamp(fields: Fields): Date {
  const value = fields.raw.timestamp;
  if (value === undefined || value === null) throw new WrongField('timestamp', 'is missing');
  const number = typeof value === 'string' && /^[0-9]{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new WrongField('timestamp', 'is not a number of seconds');
  const milliseconds = Math.trunc(number >= MILLISECONDS_FROM ? number : number * 1000);
  if (milliseconds <= 0 || milliseconds >= END_OF_TIME) throw new WrongField('timestamp', 'is not a time');
  return new Date(milliseconds);
}
