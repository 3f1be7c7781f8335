import { defineModule, type ModuleDefinition } from '#platform/module.ts';
import { keyRefused } from './key-notice.ts';
import { modelRoutes } from './routes.ts';
import type { ModelTools } from './tools.ts';

/** Who is asked when an assistant needs a model, with what limits, and what it cost. */
export function modelsModule(tools: ModelTools): ModuleDefinition {
  return defineModule({
    name: 'models',
    summary: 'Model providers: who may be asked, with what limits, and what it cost.',
    tables: [
      {
        name: 'model_providers',
        tenancy: 'organization',
        personal: false,
        retention: 'as long as the organization',
        sealed: { sealed_key: 'organization' },
      },
      {
        name: 'model_calls',
        tenancy: 'organization',
        personal: true,
        whose: { contact: [{ column: 'contact_id' }] },
        retention: '400 days',
        expires: [{ days: 400 }],
      },
      { name: 'model_days', tenancy: 'organization', personal: false, retention: '400 days', expires: [{ days: 400 }] },
    ],
    permissions: [
      {
        name: 'models.read',
        summary: 'See model providers, never their keys, and what they cost.',
        roles: ['admin', 'developer'],
        apiKey: true,
      },
      // Not for keys: that people's words go to somebody else is a person's decision, or the operator's in the provisioning file.
      {
        name: 'models.change',
        summary: 'Name model providers and allow that contacts’ words are sent there.',
        roles: ['admin'],
        apiKey: false,
      },
    ],
    errors: [
      { code: 'models.name_taken', status: 409, summary: 'There is a model provider with this name already.' },
      { code: 'models.private_address', status: 400, summary: 'The model provider’s address is on a private network.' },
      { code: 'models.provisioned', status: 409, summary: 'The provisioning file sets this model provider; it is changed there.' },
    ],
    notices: [
      {
        kind: keyRefused,
        for: ['models.change'],
        text: 'The model provider “{provider}” refuses its key for “{model}”: the offline assistant answers instead.',
        advice: 'Give the provider a valid key that may use this model, or name another model, and check it.',
      },
    ],
    nouns: [{ name: 'model-providers', personal: false }],
    routes: modelRoutes(tools),
  });
}
