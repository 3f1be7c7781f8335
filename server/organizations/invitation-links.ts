import { preferencesOf } from '#platform/auth/account-tools.ts';
import { randomText } from '#platform/auth/api-key.ts';
import type { Db } from '#platform/db/database.ts';
import { addToDirectory, findInDirectory } from '#platform/directory-store.ts';
import type { Scope } from '#platform/scope.ts';
import { findMember } from './member-store.ts';
import { readOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

/**
 * An invitation has two links: one is shown to whoever invites, the other goes by mail. Whoever comes by the mailed one has shown
 * that the address is theirs; the shown one anybody may have opened.
 */
export interface InvitationLinks {
  readonly shown: string;
  readonly mailed: string;
}

const kinds = { shown: 'invitation', mailed: 'invitation.mailed' } as const;

/** Makes both; `db` is the transaction that stores the invitation. */
export async function makeLinks(db: Db, scope: Scope, { tools, id }: { tools: OrganizationTools; id: string }): Promise<InvitationLinks> {
  const tokens = { shown: randomText(scope.ids, 32), mailed: randomText(scope.ids, 32) };
  await addToDirectory(db, tools.masterKey, {
    organizationId: scope.organization.id,
    entries: [
      { kind: kinds.shown, value: tokens.shown, objectId: id },
      { kind: kinds.mailed, value: tokens.mailed, objectId: id },
    ],
  });
  // Behind the "#", which browsers send to nobody: no proxy and no log on the way keeps it.
  const link = (token: string) => `${tools.publicUrl()}/invitation#token=${token}`;
  return { shown: link(tokens.shown), mailed: link(tokens.mailed) };
}

/** Where a token leads; null: nowhere. */
export async function findByToken(tools: OrganizationTools, token: string) {
  const look = (kind: string) => findInDirectory(tools.database, tools.masterKey, { kind, value: token });
  const shown = await look(kinds.shown);
  const found = shown ?? (await look(kinds.mailed));
  return found && { ...found, cameByMail: !shown };
}

/** Mails an invitation, in the language of the person if we know them, else the organization's. */
export async function mailInvitation(
  scope: Scope,
  tools: OrganizationTools,
  { email, role, link }: { email: string; role: string; link: string },
): Promise<void> {
  const organization = await readOrganization(scope.db, scope.organization.id);
  const member = scope.actor.kind === 'member' ? await findMember(scope.db, scope.actor.id) : undefined;
  const inviter = member && (await tools.accounts.describe([member.user_id])).get(member.user_id);
  const known = await tools.accounts.findByEmail(email);
  tools.mail.send({
    to: email,
    kind: 'invitation',
    language: (known && preferencesOf(known).language) ?? organization.language,
    values: { inviter: inviter?.name ?? organization.name, organization: organization.name, role, ...(known ? { name: known.name } : {}) },
    link,
    organizationIds: [organization.id],
  });
}
