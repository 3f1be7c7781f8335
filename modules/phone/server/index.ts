import { defineModule, type ModuleDefinition } from '#platform/module.ts';
import { phoneRoutes } from './routes.ts';
import type { PhoneTools } from './tools.ts';

export { type PhoneWork, startPhones } from './answer-back.ts';
export type { PhoneTools } from './tools.ts';

/** The phone in the browser: trying everything without an account anywhere. */
export function phoneModule(tools: PhoneTools): ModuleDefinition {
  return defineModule({
    name: 'phone',
    summary: 'Phones in the browser: test contacts who write the whole real way.',
    tables: [{ name: 'phones', tenancy: 'organization', personal: false, retention: 'until thrown away' }],
    permissions: [
      {
        name: 'phone.use',
        summary: 'Write as test contacts on phones in the browser, and see what they are answered.',
        roles: ['admin', 'developer', 'organiser', 'agent'],
        apiKey: true,
      },
    ],
    errors: [
      { code: 'phone.off', status: 409, summary: 'The phone is off; it neither writes nor reads.' },
      { code: 'phone.too_many', status: 409, summary: 'The organization has as many phones as it may have.' },
    ],
    nouns: [{ name: 'phones', personal: true, tells: 'phone.changed' }],
    routes: phoneRoutes(tools),
  });
}
