import { z } from 'zod';
import {
  ConfirmedEmail,
  defaultPreferences,
  EmailChange,
  EmailConfirmation,
  Installation,
  PasswordChange,
  PasswordReset,
  Person,
  PersonalSession,
  PersonChange,
  ResetRequest,
} from '#contract/accounts.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { type AccountRoute, defineAccountRoute } from '#platform/module.ts';
import { requireSession } from '#platform/scope.ts';
import type { AccountTools } from './account-tools.ts';
import { askForConfirmation, askForEmail, confirmEmail } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { changePerson } from './change-person.ts';
import { describeInstallation } from './installation.ts';
import { endOtherSessions, endSession, listSessions } from './personal-sessions.ts';
import { requestReset, resetPassword } from './reset-password.ts';
import type { SessionTimes } from './session.ts';

export const exampleInstallation: Installation = {
  version: '0.1.0',
  mailWorks: true,
  firstRun: false,
  password: { least: 15, leastWithSecondFactor: 8, most: 256 },
};
export const examplePerson: Person = {
  id: exampleId,
  name: 'Ana Wanjiru',
  email: 'ana@clinic.example',
  emailVerified: true,
  pendingEmail: null,
  userName: 'ana.w',
  secondFactor: false,
  preferences: defaultPreferences,
  createdAt: exampleTime,
};
const session: PersonalSession = {
  id: exampleId,
  browser: 'Firefox',
  system: 'Android',
  address: '192.0.2.10',
  createdAt: exampleTime,
  lastUsedAt: exampleTime,
  current: true,
};
const password = 'a sentence only you would think of';
const token = 'k3Jd82nVq0Lx7TfYw5Rz1HbMc9PsGa4E';
const nothing = { response: z.null(), status: 204 } as const;

export function accountRoutes(tools: AccountTools & { readonly sessionTimes: SessionTimes }): readonly AccountRoute[] {
  return [...beforeSigningIn(tools), ...ofAPerson(tools), ...sessionRoutes(tools)];
}

function beforeSigningIn(tools: AccountTools): AccountRoute[] {
  return [
    defineAccountRoute({
      method: 'GET',
      path: '/api/installation',
      summary: 'Show what a page must know before anybody has signed in',
      access: 'anyone',
      response: Installation,
      example: { response: exampleInstallation },
      handle: () => describeInstallation(tools),
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/auth/forgot-password',
      summary: 'Ask for a link to choose a new password',
      description: 'The answer is the same whether there is such an account or not. The link works for 30 minutes, and the newest only.',
      access: 'anyone',
      body: ResetRequest,
      ...nothing,
      errors: ['too_many_requests'],
      example: { body: { login: 'ana@clinic.example' }, response: null },
      async handle(scope, { body }) {
        requestReset(tools, scope, body);
        return null;
      },
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/auth/reset-password',
      summary: 'Choose a new password with a mailed link',
      description: 'Signs the person out everywhere and nobody in: a second factor is asked for as always.',
      access: 'anyone',
      body: PasswordReset,
      ...nothing,
      errors: ['accounts.link_unusable', 'too_many_requests'],
      example: { body: { token, password }, response: null },
      async handle(scope, { body }) {
        await resetPassword(tools, scope, body);
        return null;
      },
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/auth/confirm-email',
      summary: 'Confirm an e-mail address with a mailed link',
      access: 'anyone',
      body: EmailConfirmation,
      response: ConfirmedEmail,
      errors: ['accounts.link_unusable', 'accounts.email_taken', 'too_many_requests'],
      example: { body: { token }, response: { email: 'ana@clinic.example' } },
      handle: (scope, { body }) => confirmEmail(tools, scope, body.token),
    }),
  ];
}

function ofAPerson(tools: AccountTools): AccountRoute[] {
  return [
    defineAccountRoute({
      method: 'PATCH',
      path: '/api/me',
      summary: 'Change your name, user name or preferences',
      access: 'signed-in',
      body: PersonChange,
      response: Person,
      errors: ['accounts.user_name_taken'],
      example: { body: { userName: 'ana.w', preferences: { theme: 'dark' } }, response: examplePerson },
      handle: (scope, { body }) => changePerson(tools, requireSession(scope).userId, body),
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/me/password',
      summary: 'Change your password',
      access: 'signed-in',
      body: PasswordChange,
      ...nothing,
      errors: ['accounts.invalid_password', 'too_many_requests'],
      example: { body: { currentPassword: password, newPassword: 'the rain has stopped', endOtherSessions: true }, response: null },
      async handle(scope, { body }) {
        await changePassword(tools, requireSession(scope), body);
        return null;
      },
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/me/email',
      summary: 'Ask for another e-mail address',
      description: 'A link goes to the new address, and the old one is told. The address changes when the link is used, within 24 hours.',
      access: 'signed-in',
      body: EmailChange,
      ...nothing,
      errors: ['accounts.invalid_password', 'accounts.invalid_code', 'too_many_requests'],
      example: { body: { email: 'ana@new.example', password, code: '012345' }, response: null },
      async handle(scope, { body }) {
        await askForEmail(tools, requireSession(scope), body);
        return null;
      },
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/me/email/confirmation',
      summary: 'Have the link mailed again that confirms your e-mail address',
      description: 'Does nothing when the address is confirmed.',
      access: 'signed-in',
      ...nothing,
      errors: ['too_many_requests'],
      example: { response: null },
      async handle(scope) {
        await askForConfirmation(tools, requireSession(scope).userId);
        return null;
      },
    }),
  ];
}

function sessionRoutes(tools: AccountTools & { readonly sessionTimes: SessionTimes }): AccountRoute[] {
  return [
    defineAccountRoute({
      method: 'GET',
      path: '/api/me/sessions',
      summary: 'List where you are signed in',
      description: 'The last used first.',
      access: 'signed-in',
      response: z.object({ items: z.array(PersonalSession) }),
      example: { response: { items: [session] } },
      handle: async (scope) => ({ items: await listSessions(tools, requireSession(scope)) }),
    }),
    defineAccountRoute({
      method: 'DELETE',
      path: '/api/me/sessions/:id',
      summary: 'Sign out in one place',
      access: 'signed-in',
      params: IdParams,
      ...nothing,
      example: { params: { id: exampleId }, response: null },
      async handle(scope, { params }) {
        await endSession(tools, requireSession(scope), params.id);
        return null;
      },
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/me/sessions/end-others',
      summary: 'Sign out everywhere but here',
      description: 'Browsers that were trusted are asked for the second factor again.',
      access: 'signed-in',
      ...nothing,
      example: { response: null },
      async handle(scope) {
        await endOtherSessions(tools, requireSession(scope));
        return null;
      },
    }),
  ];
}
