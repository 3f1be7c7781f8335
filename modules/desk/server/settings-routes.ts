import { readSettings } from '#core/conversations/settings.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { DeskSettings, DeskSettingsChange } from '../contract.ts';
import { changeSettings } from './change-settings.ts';

const settings: DeskSettings = { replyPausesAssistant: true };

export const settingsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/desk/settings',
    summary: 'Show how people and the assistant share conversations',
    permission: 'conversations.read',
    response: DeskSettings,
    example: { response: settings },
    handle: (scope) => readSettings(scope),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/desk/settings',
    summary: 'Change how people and the assistant share conversations',
    permission: 'desk.change',
    body: DeskSettingsChange,
    response: DeskSettings,
    example: { body: settings, response: settings },
    handle: (scope, { body }) => changeSettings(scope, body),
  }),
];
