import { exampleTime } from '#contract/examples.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { AlertPhone, AlertPhoneCode, AlertPhoneRequest } from '../contract.ts';
import { askAlertPhone, confirmAlertPhone, forgetAlertPhone, showAlertPhone } from './alert-phone.ts';
import type { IncidentTools } from './tools.ts';

const phone: AlertPhone = { offered: true, number: '254700000001', verifiedAt: exampleTime, asked: null };
const none: AlertPhone = { offered: true, number: null, verifiedAt: null, asked: null };

/** Where a member is told of messages that need attention, beside mail: their own business, and nobody else's. */
export const phoneRoutes = (tools: IncidentTools): readonly Route[] => [
  defineRoute({
    method: 'GET',
    path: '/api/alert-phone',
    summary: 'Show where the asker is told on the phone',
    permission: 'incidents.read',
    response: AlertPhone,
    errors: ['incidents.members_only'],
    example: { response: phone },
    handle: (scope) => showAlertPhone(scope),
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/alert-phone',
    summary: 'Ask to be told on a phone: a code is sent there',
    description: 'Until the code comes back, the number before stays in use. One a minute, five a day.',
    permission: 'incidents.read',
    body: AlertPhoneRequest,
    response: AlertPhone,
    ownMark: true,
    errors: ['incidents.members_only', 'incidents.no_alert_line', 'incidents.code_not_sent'],
    example: {
      body: { number: '+254 700 000 001' },
      response: { ...none, asked: { number: '254700000001', until: exampleTime } },
    },
    handle: (scope, { body }) => askAlertPhone(scope, tools, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/alert-phone/confirm',
    summary: 'Confirm the phone with the code that was sent there',
    permission: 'incidents.read',
    body: AlertPhoneCode,
    response: AlertPhone,
    ownMark: true,
    errors: ['incidents.members_only', 'incidents.code_over'],
    example: { body: { code: '482915' }, response: phone },
    handle: (scope, { body }) => confirmAlertPhone(scope, body),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/alert-phone',
    summary: 'Be told on no phone any more',
    permission: 'incidents.read',
    response: AlertPhone,
    ownMark: true,
    errors: ['incidents.members_only'],
    example: { response: none },
    handle: (scope) => forgetAlertPhone(scope),
  }),
];
