import { createHash, timingSafeEqual } from 'node:crypto';
import type { FirstRun } from '#contract/accounts.ts';
import { onlyCountryOf } from '#core/contacts/time-zone.ts';
import { mailLink } from '#platform/auth/mail-link.ts';
import { requireStrong } from '#platform/auth/password.ts';
import { Refusal } from '#platform/errors.ts';
import type { MasterKey } from '#platform/secrets.ts';
import { createOrganization, type Making } from './create-organization.ts';
import { type OrganizationRow, updateOrganization } from './organization-store.ts';
import { takeOverUnowned } from './take-over.ts';
import type { OrganizationTools } from './tools.ts';

export const firstRunPath = '/first-run';

/** The address that a new installation prints: whoever has it becomes its first owner. The same at every start until it is used. */
export function firstRunUrl(masterKey: MasterKey, publicUrl: string): string {
  return `${publicUrl}${firstRunPath}?token=${masterKey.derive('first-run')}`;
}

/** Throws unless this is the printed token and nobody has an account yet. Guessing it is slowed down; it has 256 bits, so this is only good manners. */
export async function checkFirstRun(tools: OrganizationTools, { token, address }: { token: string; address: string }): Promise<void> {
  if (await tools.accounts.any()) {
    throw new Refusal(
      'organizations.first_run_over',
      'This installation has an owner, so this page is closed. Ask them for an invitation.',
      {
        status: 410,
      },
    );
  }
  if (isToken(tools.masterKey, token)) return;
  tools.attempts.admit(`first run from ${address}`);
  throw new Refusal(
    'organizations.first_run_token',
    'This is not the link that this installation printed. Copy the whole link from the terminal and open it again.',
    { status: 403 },
  );
}

/** Makes the first owner and their organization, and mails them a link that proves their address. One at a time: the second is told that it is done. */
export function makeFirstOwner(
  tools: OrganizationTools,
  making: Making,
  input: FirstRun & { readonly address: string },
): Promise<OrganizationRow> {
  return tools.oneAfterAnother(async () => {
    await checkFirstRun(tools, input);
    const { name, organization, email, password, language, timeZone } = input;
    await requireStrong(password, { about: [name, organization, email], secondFactor: false });
    const id = making.ids.next();
    // The account comes last: as long as there is none, the first run stays open and can be tried again.
    const wanted = { name: organization, ownerUserId: id };
    const made = (await takeOverUnowned(tools, making, wanted)) ?? (await createOrganization(tools, making, wanted));
    const country = made.country === null && timeZone ? onlyCountryOf(timeZone) : null;
    const patch = { ...(language ? { language } : {}), ...(timeZone ? { time_zone: timeZone } : {}), ...(country ? { country } : {}) };
    const whole = await updateOrganization(tools.database.of(made.id), made.id, { patch, now: making.clock.now() });
    await tools.accounts.create({ id, name, email, password, verified: false, language });
    const account = await tools.accounts.read(id);
    await mailLink(tools.account, account, { kind: 'confirm', to: account.email });
    return whole;
  });
}

function isToken(masterKey: MasterKey, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(token), digest(masterKey.derive('first-run')));
}
