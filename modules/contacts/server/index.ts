import { contactErrors } from '#core/contacts/errors.ts';
import type { Feature } from '#core/feature.ts';
import { segmentAudience, tagAudience } from './audiences.ts';
import { extrasRoutes } from './extras-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { runImports } from './run-import.ts';
import { segmentRoutes } from './segment-routes.ts';
import { contactVariables } from './variables.ts';

const writers = ['admin', 'agent', 'clinician'] as const;

/** What people do with contacts. */
export const contactsModule: Feature = {
  name: 'contacts',
  summary: 'Changing, merging, tagging, importing and finding contacts.',
  tables: [
    { name: 'tags', tenancy: 'organization', personal: false, retention: 'as long as the organization' },
    {
      name: 'contact_tags',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the contact',
      grows: true,
    },
    { name: 'attributes', tenancy: 'organization', personal: false, retention: 'as long as the organization' },
    {
      name: 'contact_attributes',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the contact',
      grows: true,
    },
    { name: 'segments', tenancy: 'organization', personal: false, retention: 'as long as the organization' },
    { name: 'segment_copies', tenancy: 'organization', personal: false, retention: 'as long as the segment' },
    {
      name: 'segment_copy_members',
      tenancy: 'organization',
      personal: true,
      whose: { contact: [{ column: 'contact_id' }] },
      retention: 'as long as the segment',
    },
    {
      name: 'contact_imports',
      tenancy: 'organization',
      personal: true,
      whose: { anybody: 'The file as it was uploaded.' },
      retention: '30 days',
      expires: [{ days: 30 }],
    },
    {
      name: 'contact_import_slices',
      tenancy: 'organization',
      personal: true,
      whose: { follows: 'contact_imports' },
      retention: 'as long as the import',
    },
    { name: 'contact_exports', tenancy: 'organization', personal: false, retention: 'as long as the organization, as proof' },
  ],
  permissions: [
    {
      name: 'contacts.change',
      summary: 'Create contacts; change their names, addresses, tags and attributes.',
      roles: writers,
      apiKey: true,
    },
    { name: 'contacts.assign', summary: 'Give contacts to members, which for some decides whom they see.', roles: ['admin'], apiKey: true },
    { name: 'contacts.merge', summary: 'Join records of one person, and take them apart again.', roles: ['admin', 'agent'], apiKey: true },
    { name: 'consents.record', summary: 'Record what a contact said elsewhere about being written to.', roles: writers, apiKey: true },
    { name: 'tags.change', summary: 'Create, rename, merge and delete tags.', roles: ['admin', 'agent'], apiKey: true },
    { name: 'attributes.define', summary: 'Define which attributes contacts may have.', roles: ['admin'], apiKey: true },
    { name: 'attributes.read_sensitive', summary: 'Read sensitive attributes of contacts.', roles: ['clinician'], apiKey: false },
    { name: 'contacts.import', summary: 'Import contacts from files.', roles: ['admin'], apiKey: true },
    { name: 'contacts.export', summary: 'Download contacts as a file.', roles: ['admin'], apiKey: false },
    {
      name: 'segments.read',
      summary: 'See segments and who is in them.',
      roles: ['admin', 'agent', 'clinician', 'organiser'],
      apiKey: true,
    },
    { name: 'segments.change', summary: 'Make, change and copy segments.', roles: ['admin', 'agent', 'organiser'], apiKey: true },
  ],
  errors: [
    ...contactErrors,
    {
      code: 'contacts.unreadable_file',
      status: 400,
      summary: 'The file is not CSV that can be read; the message says what it is instead.',
    },
    { code: 'contacts.import_started', status: 409, summary: 'The import was started already, or its upload is not complete.' },
    { code: 'contacts.tag_taken', status: 409, summary: 'There is a tag of this name already.' },
    { code: 'contacts.too_many_tags', status: 409, summary: 'The organization has as many tags as it may have.' },
    { code: 'contacts.attribute_taken', status: 409, summary: 'There is an attribute with this key already.' },
    { code: 'contacts.too_many_attributes', status: 409, summary: 'The organization has as many attributes as it may have.' },
  ],
  nouns: [
    { name: 'contacts', personal: true, tells: 'contact.changed' },
    { name: 'contact-merges', personal: true, tells: 'contact.changed' },
    { name: 'contact-changes', personal: true },
    { name: 'contact-imports', personal: true },
    { name: 'segments', personal: false },
    { name: 'tags', personal: false },
    { name: 'attributes', personal: false },
  ],
  routes: [...peopleRoutes, ...extrasRoutes, ...segmentRoutes, ...fileRoutes],
  tasks: [{ name: 'contact imports', everySeconds: 2, run: runImports }],
  variables: [contactVariables],
  events: [{ name: 'tag.added', summary: 'They were given a tag.' }],
  audiences: [tagAudience, segmentAudience],
};
