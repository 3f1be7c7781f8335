import { timingSafeEqual } from 'node:crypto';
import { findMembers, readPlace } from '#core/members/members.ts';
import { preferencesOf } from '#platform/auth/account-tools.ts';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readCareSettings } from '#safety/index.ts';
import type { AlertPhone, AlertPhoneCode, AlertPhoneRequest } from '../contract.ts';
import { sendToPhone } from './alert-line.ts';
import { deletePhone, findPhone, insertPhone, lockPhone, type PhoneRow, patchPhone } from './phone-store.ts';
import type { IncidentTools } from './tools.ts';

/** A code is good for ten minutes and five guesses; one a minute may be asked for, and five a day: each costs the organization, and rings somebody's phone. */
const [codeMinutes, triesMost, pauseSeconds, codesMost, codesHours] = [10, 5, 60, 5, 24] as const;

interface Asked {
  readonly number: string;
  readonly code: string;
}

const numberPlace = (id: string) => ({ table: 'alert_phones', column: 'sealed_number', row: id });
const askedPlace = (id: string) => ({ table: 'alert_phones', column: 'sealed_asked', row: id });

/** The number in use, opened. */
export function numberOf({ key }: Pick<Scope, 'key'>, { id, sealed_number: sealed }: PhoneRow): string | null {
  return sealed === null ? null : key.open(numberPlace(id), sealed);
}

function askedOf({ key, clock }: Pick<Scope, 'key' | 'clock'>, row: PhoneRow): (Asked & { readonly until: Date }) | null {
  if (row.sealed_asked === null || row.asked_at === null) return null;
  const until = later(row.asked_at, codeMinutes * 60);
  if (until <= clock.now() || row.tries >= triesMost) return null;
  return { ...(JSON.parse(key.open(askedPlace(row.id), row.sealed_asked)) as Asked), until };
}

export async function showAlertPhone(scope: Scope): Promise<AlertPhone> {
  requirePermission(scope, 'incidents.read');
  const row = await findPhone(scope.db, scope.organization.id, memberOf(scope));
  const { phoneAlerts } = await readCareSettings(scope);
  const asked = row && askedOf(scope, row);
  return {
    offered: phoneAlerts !== null,
    number: row ? numberOf(scope, row) : null,
    verifiedAt: row?.verified_at?.toISOString() ?? null,
    asked: asked ? { number: asked.number, until: asked.until.toISOString() } : null,
  };
}

/** Sends a code to the number; until it came back, the one before stays in use. */
export async function askAlertPhone(scope: Scope, tools: IncidentTools, { number: written }: AlertPhoneRequest): Promise<AlertPhone> {
  requirePermission(scope, 'incidents.read');
  const memberId = memberOf(scope);
  const number = digitsOf(written);
  const { db, organization } = scope;
  const { phoneAlerts } = await readCareSettings(scope);
  if (!phoneAlerts)
    throw new Refusal(
      'incidents.no_alert_line',
      'The organization tells nobody on phones yet. An administrator can choose a line for it in the settings.',
      { status: 409 },
    );
  const code = (scope.ids.bytes(4).readUInt32BE(0) % 1_000_000).toString().padStart(6, '0');
  await inTransaction(scope, 'ask alert phone', (inside) => storeAsked(inside, memberId, { number, code }));
  const [member] = await findMembers(db, organization.id, [memberId]);
  const account = member && (await tools.accounts.describe([member.user_id])).get(member.user_id);
  const { language } = await readPlace(db, organization.id);
  const failure = await sendToPhone(scope, tools, phoneAlerts, {
    id: scope.ids.next(),
    number,
    kind: 'alert_code',
    filling: { code },
    languages: [account ? preferencesOf(account).language : null, language],
  });
  if (failure !== null)
    throw new Refusal('incidents.code_not_sent', `The code could not be sent: ${failure}.`, { status: 502, details: { reason: failure } });
  return showAlertPhone(scope);
}

async function storeAsked(scope: Scope, memberId: string, asked: Asked): Promise<void> {
  const { db, organization, clock, ids, key } = scope;
  const now = clock.now();
  await insertPhone(db, { organization_id: organization.id, id: ids.next(), member_id: memberId, created_at: now });
  const row = await lockPhone(db, organization.id, memberId);
  if (!row) throw new Error('The row of a phone that was just made is gone.');
  const isNewDay = row.codes_since === null || later(row.codes_since, codesHours * 3600) <= now;
  const codes = isNewDay ? 0 : row.codes;
  if (row.asked_at !== null && later(row.asked_at, pauseSeconds) > now) throw tooSoon(later(row.asked_at, pauseSeconds), now);
  if (codes >= codesMost) throw tooSoon(later(row.codes_since as Date, codesHours * 3600), now);
  await patchPhone(db, organization.id, row.id, {
    sealed_asked: key.seal(askedPlace(row.id), JSON.stringify(asked)),
    asked_at: now,
    tries: 0,
    codes: codes + 1,
    ...(isNewDay ? { codes_since: now } : {}),
  });
}

function tooSoon(until: Date, now: Date): Refusal {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  return new Refusal('too_many_requests', 'Codes were sent already. Wait a little before you ask for another.', {
    status: 429,
    details: { retryAfterSeconds: seconds },
  });
}

/** The code came back: alerts go there from now on. */
export async function confirmAlertPhone(scope: Scope, { code }: AlertPhoneCode): Promise<AlertPhone> {
  requirePermission(scope, 'incidents.read');
  const memberId = memberOf(scope);
  const { organization, clock, key } = scope;
  const right = await inTransaction(scope, 'confirm alert phone', async (inside) => {
    const row = await lockPhone(inside.db, organization.id, memberId);
    const asked = row && askedOf(scope, row);
    if (!row || !asked)
      throw new Refusal('incidents.code_over', 'There is no code to confirm any more. Ask for a new one.', { status: 409 });
    if (!timingSafeEqual(Buffer.from(code), Buffer.from(asked.code))) {
      await patchPhone(inside.db, organization.id, row.id, { tries: row.tries + 1 });
      return false;
    }
    await patchPhone(inside.db, organization.id, row.id, {
      sealed_number: key.seal(numberPlace(row.id), asked.number),
      verified_at: clock.now(),
      sealed_asked: null,
      asked_at: null,
      tries: 0,
    });
    return true;
  });
  if (!right) throw badField('code', 'is not the one that was sent');
  return showAlertPhone(scope);
}

export async function forgetAlertPhone(scope: Scope): Promise<AlertPhone> {
  requirePermission(scope, 'incidents.read');
  await deletePhone(scope.db, scope.organization.id, memberOf(scope));
  return showAlertPhone(scope);
}

function memberOf({ actor }: Pick<Scope, 'actor'>): string {
  if (actor.kind === 'member') return actor.id;
  throw new Refusal('incidents.members_only', 'A phone for alerts is a member’s own: sign in as a person; an API key has none.', {
    status: 403,
  });
}

/** International numbers have at most 15 digits (ITU-T E.164), the code of the country first; none begins with 0. */
function digitsOf(written: string): string {
  const digits = written.replace(/\D/g, '').replace(/^00/, '');
  if (/^[1-9]\d{7,14}$/.test(digits)) return digits;
  throw badField('number', 'must be a phone number with the code of its country, such as +254 700 000 001');
}
