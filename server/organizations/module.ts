import { defineModule, type ModuleDefinition } from '#platform/module.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { firstRunAccountRoutes } from './first-run-routes.ts';
import { invitationAccountRoutes, invitationRoutes } from './invitation-routes.ts';
import { leaveRoute, memberRoutes, permissionsRoute } from './member-routes.ts';
import { myOrganizationRoutes, organizationRoutes } from './organization-routes.ts';
import type { OrganizationTools } from './tools.ts';

/** Tenants and who may act in them: members, invitations, API keys. */
export function organizationsModule(tools: OrganizationTools): ModuleDefinition {
  return defineModule({
    name: 'organizations',
    summary: 'Organizations, their members, invitations and API keys.',
    tables: [
      {
        name: 'organizations',
        tenancy: 'organization',
        personal: false,
        retention: 'as long as the organization',
        sealed: { sealed_key: 'installation' },
      },
      {
        name: 'installation_keys',
        tenancy: 'global',
        reason: 'The whole installation’s; read at the start, as the owner only.',
        personal: false,
        retention: 'as long as the installation',
        sealed: { sealed_key: 'installation' },
      },
      { name: 'directory', tenancy: 'organization', personal: false, retention: 'as long as what it leads to' },
      { name: 'members', tenancy: 'organization', personal: true, whose: { other: 'members' }, retention: 'as long as the organization' },
      {
        name: 'invitations',
        tenancy: 'organization',
        personal: true,
        whose: { other: 'members' },
        retention: 'as long as the organization',
      },
      { name: 'api_keys', tenancy: 'organization', personal: false, retention: 'as long as the organization' },
      {
        name: 'idempotency_keys',
        tenancy: 'organization',
        personal: true,
        whose: { anybody: 'What was answered to a request, kept to answer the same again.' },
        retention: '24 hours',
        expires: [{ days: 1 }],
        sealed: { sealed_response: 'organization' },
      },
    ],
    permissions: [
      {
        name: 'organization.read',
        summary: 'See the organization.',
        roles: ['admin', 'agent', 'clinician', 'organiser', 'developer'],
        apiKey: true,
      },
      { name: 'organization.change', summary: 'Change the organization’s name, language and time zone.', roles: ['admin'], apiKey: false },
      { name: 'organization.secure', summary: 'Say which roles need a second factor.', roles: [], apiKey: false },
      { name: 'members.read', summary: 'See the members.', roles: ['admin', 'agent', 'clinician', 'organiser', 'developer'], apiKey: true },
      { name: 'members.change', summary: 'Change roles, disable and enable members.', roles: ['admin'], apiKey: false },
      { name: 'members.invite', summary: 'Invite people.', roles: ['admin'], apiKey: false },
      { name: 'owners.change', summary: 'Make and unmake owners.', roles: [], apiKey: false },
      { name: 'api_keys.read', summary: 'See which API keys there are.', roles: ['admin', 'developer'], apiKey: false },
      { name: 'api_keys.change', summary: 'Create, rotate and revoke API keys.', roles: ['admin', 'developer'], apiKey: false },
    ],
    errors: [
      { code: 'organizations.slug_taken', status: 409, summary: 'Another organization has this slug.' },
      { code: 'organizations.owners_only', status: 403, summary: 'Only owners of an organization create another one.' },
      { code: 'organizations.key_revoked', status: 409, summary: 'The API key was revoked; make a new one.' },
      { code: 'organizations.last_owner', status: 409, summary: 'An organization keeps at least one owner.' },
      { code: 'organizations.member_left', status: 409, summary: 'The member left by themselves; only an invitation brings them back.' },
      { code: 'organizations.first_run_token', status: 403, summary: 'This is not the link that the installation printed.' },
      { code: 'organizations.first_run_over', status: 410, summary: 'The installation has its first owner already.' },
      { code: 'organizations.already_member', status: 409, summary: 'The invited person is a member already.' },
      { code: 'organizations.already_invited', status: 409, summary: 'The invited person has an open invitation.' },
      { code: 'organizations.invitation_accepted', status: 409, summary: 'An accepted invitation cannot be revoked.' },
      {
        code: 'organizations.invitation_unusable',
        status: 410,
        summary: 'The invitation does not exist, was used, was revoked or has expired.',
      },
      {
        code: 'organizations.account_exists',
        status: 409,
        summary: 'The invited person has an account: they sign in or give its password.',
      },
    ],
    nouns: [
      { name: 'organization', personal: false },
      { name: 'members', personal: false },
      { name: 'invitations', personal: false },
      { name: 'api-keys', personal: false },
    ],
    routes: [
      ...organizationRoutes,
      permissionsRoute(tools),
      ...memberRoutes(tools.accounts),
      leaveRoute,
      ...invitationRoutes(tools),
      ...apiKeyRoutes(tools),
    ],
    notices: [
      {
        kind: 'organizations.mail_failed',
        for: ['organization.change'],
        text: 'A mail could not be sent: {reason}.',
        advice:
          'Invitations and links to choose a new password do not arrive. Whoever runs this installation looks at SMTP_URL and the mail server.',
      },
    ],
    accountRoutes: [...myOrganizationRoutes(tools), ...invitationAccountRoutes(tools), ...firstRunAccountRoutes(tools)],
  });
}
