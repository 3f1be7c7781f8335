import type { Feature } from '#core/feature.ts';
import type { FlowTools } from '../tools.ts';
import { textRoutes } from './routes.ts';
import { textVariables } from './text-variables.ts';

/** Stored texts: written once, said wherever a flow names them. */
export function textsModule(tools: FlowTools): Feature {
  return {
    name: 'texts',
    summary: 'Stored texts: drafts and versions of what flows say in several places.',
    tables: [
      { name: 'texts', tenancy: 'organization', personal: false, retention: 'until it is deleted' },
      { name: 'text_versions', tenancy: 'organization', personal: false, retention: 'as long as the text' },
    ],
    permissions: [
      {
        name: 'texts.read',
        summary: 'See stored texts and their versions.',
        roles: ['admin', 'agent', 'clinician', 'organiser', 'developer'],
        apiKey: true,
      },
      { name: 'texts.change', summary: 'Write drafts of stored texts.', roles: ['admin', 'organiser', 'developer'], apiKey: true },
      { name: 'texts.publish', summary: 'Publish, roll back and delete stored texts.', roles: ['admin', 'developer'], apiKey: true },
    ],
    errors: [
      { code: 'texts.name_taken', status: 409, summary: 'There is a text of this name.' },
      { code: 'texts.too_many', status: 409, summary: 'The organization has as many texts as it may have.' },
      { code: 'texts.saved_meanwhile', status: 409, summary: 'Somebody saved the text since it was read.' },
      {
        code: 'texts.faulty',
        status: 409,
        summary: 'Something in the text keeps it from being said; details name what, and in which language.',
      },
      { code: 'texts.in_use', status: 409, summary: 'Published flows say the text.' },
    ],
    nouns: [{ name: 'texts', personal: false }],
    routes: textRoutes(tools),
    variables: [textVariables(tools)],
  };
}
