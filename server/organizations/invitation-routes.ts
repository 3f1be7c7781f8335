import { z } from 'zod';
import { GivenToken, OpenedInvitation } from '#contract/accounts.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import {
  AcceptedInvitation,
  CreatedInvitation,
  Invitation,
  InvitationAcceptance,
  InvitationCreation,
  type Role,
} from '#contract/organizations.ts';
import { IdParams } from '#contract/values.ts';
import { type AccountRoute, defineAccountRoute, defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { acceptInvitation, openInvitation } from './accept-invitation.ts';
import { createInvitation } from './create-invitation.ts';
import { listInvitations } from './list-invitations.ts';
import { renewInvitation } from './renew-invitation.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import type { OrganizationTools } from './tools.ts';

const example: Invitation = {
  id: exampleId,
  email: 'juma@clinic.example',
  role: 'agent',
  state: 'open',
  expiresAt: '2026-11-27T14:00:00.000Z',
  createdAt: exampleTime,
};
const token = 'k3Jd82nVq0Lx7TfYw5Rz1HbMc9PsGa4E';

const created = { ...example, link: `https://chat.example.org/invitation#token=${token}`, mailed: true };

export function invitationRoutes(tools: OrganizationTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/invitations',
      summary: 'List the invitations',
      description: 'The newest first. Never their links.',
      permission: 'members.invite',
      query: PageQuery,
      response: pageOf(Invitation),
      example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
      handle: (scope, { query }) => listInvitations(scope, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/invitations',
      summary: 'Invite a person',
      description: 'Mails a link, and answers with another one to pass on.',
      permission: 'members.invite',
      body: InvitationCreation,
      response: CreatedInvitation,
      status: 201,
      errors: ['organizations.already_member', 'organizations.already_invited'],
      example: {
        body: { email: 'juma@clinic.example', role: 'agent' },
        response: created,
      },
      handle: (scope, { body }) => createInvitation(scope, tools, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/invitations/:id/renew',
      summary: 'Mail an invitation again, with a new link',
      description: 'Valid for seven days from now; the links before end. One that was revoked or has expired is open again.',
      permission: 'members.invite',
      params: IdParams,
      response: CreatedInvitation,
      errors: ['organizations.invitation_accepted'],
      example: { params: { id: exampleId }, response: created },
      handle: (scope, { params }) => renewInvitation(scope, tools, params.id),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/invitations/:id',
      summary: 'Revoke an invitation',
      description: 'Its link ends at once. Doing it twice changes nothing; an accepted one is refused: disable the member instead.',
      permission: 'members.invite',
      params: IdParams,
      response: z.null(),
      status: 204,
      errors: ['organizations.invitation_accepted'],
      example: { params: { id: exampleId }, response: null },
      async handle(scope, { params }) {
        await revokeInvitation(scope, params.id);
        return null;
      },
    }),
  ];
}

export function invitationAccountRoutes(tools: OrganizationTools): readonly AccountRoute[] {
  return [
    defineAccountRoute({
      method: 'POST',
      path: '/api/invitations/open',
      summary: 'Show what an invitation’s link leads to',
      description: 'Changes nothing. The token is sent in the body, because addresses stay in logs.',
      access: 'anyone',
      body: GivenToken,
      response: OpenedInvitation,
      errors: ['organizations.invitation_unusable', 'too_many_requests'],
      example: {
        body: { token },
        response: { organization: { name: 'Nuru Clinic' }, email: 'juma@clinic.example', role: 'agent', hasAccount: false },
      },
      async handle(scope, { body }) {
        tools.attempts.admit(`invitation from ${scope.address}`);
        const { organization, invitation, hasAccount } = await openInvitation(tools, scope, body.token);
        tools.attempts.takeBack(`invitation from ${scope.address}`);
        return { organization: { name: organization.name }, email: invitation.email, role: invitation.role as Role, hasAccount };
      },
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/invitations/accept',
      summary: 'Accept an invitation',
      description:
        'Who has no account gives a name and a password; who has one signs in first or gives its password; with a second factor only signing in will do. Signs nobody in.',
      access: 'anyone',
      body: InvitationAcceptance,
      response: AcceptedInvitation,
      errors: ['organizations.invitation_unusable', 'organizations.account_exists', 'accounts.email_taken', 'too_many_requests'],
      example: {
        body: { token, name: 'Juma Otieno', password: 'a sentence only you would think of' },
        response: {
          organization: {
            id: exampleId,
            slug: 'clinic',
            name: 'Nuru Clinic',
            language: 'en',
            timeZone: 'Africa/Nairobi',
            country: 'KE',
            secondFactorRoles: [],
            createdAt: exampleTime,
          },
          memberId: exampleOtherId,
        },
      },
      handle: (scope, { body }) => acceptInvitation(tools, scope, body),
    }),
  ];
}
