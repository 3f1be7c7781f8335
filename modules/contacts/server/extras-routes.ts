import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import {
  Attribute,
  AttributeChange,
  AttributeCreation,
  AttributeValuesGiven,
  BulkChange,
  BulkChanged,
  ContactExtras,
  Tag,
  TagChange,
  TagName,
} from '../contract.ts';
import { changeAttribute, createAttribute, listAttributes, removeAttribute } from './attributes.ts';
import { changeMany, changeTags, getExtras, setAttributes } from './extras.ts';
import { changeTag, createTag, listTags, mergeTags, removeTag } from './tags.ts';

const tag: Tag = { id: exampleId, name: 'Vegetarian', contacts: 12, createdAt: exampleTime };
const attribute: Attribute = {
  id: exampleId,
  key: 'city',
  label: 'City',
  type: 'choice',
  choices: ['Nairobi', 'Mombasa'],
  maxLength: 500,
  personal: true,
  sensitive: false,
  createdAt: exampleTime,
};
const extras: ContactExtras = { tags: [{ id: exampleId, name: 'Vegetarian' }], attributes: { city: 'Nairobi' } };
const params = { id: exampleId };
const Named = z.strictObject({ name: TagName });

export const extrasRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/tags',
    summary: 'List the tags and how many contacts have each',
    permission: 'contacts.read',
    query: PageQuery,
    response: pageOf(Tag),
    example: { query: { limit: 50 }, response: { items: [tag], nextCursor: null } },
    handle: (scope, { query }) => listTags(scope, query),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/tags',
    summary: 'Create a tag',
    permission: 'tags.change',
    body: Named,
    response: Tag,
    status: 201,
    errors: ['contacts.tag_taken', 'contacts.too_many_tags'],
    example: { body: { name: 'Vegetarian' }, response: tag },
    handle: (scope, { body }) => createTag(scope, body.name),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/tags/:id',
    summary: 'Rename a tag',
    permission: 'tags.change',
    params: IdParams,
    body: Named,
    response: Tag,
    errors: ['contacts.tag_taken'],
    example: { params, body: { name: 'Vegetarian' }, response: tag },
    handle: (scope, { params, body }) => changeTag(scope, params.id, body.name),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/tags/:id/merge',
    summary: 'Make another tag this one',
    permission: 'tags.change',
    params: IdParams,
    body: z.strictObject({ otherId: z.uuid() }),
    response: Tag,
    example: { params, body: { otherId: exampleOtherId }, response: tag },
    handle: (scope, { params, body }) => mergeTags(scope, params.id, body.otherId),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/tags/:id',
    summary: 'Delete a tag, from every contact',
    permission: 'tags.change',
    params: IdParams,
    response: z.null(),
    status: 204,
    example: { params, response: null },
    async handle(scope, { params }) {
      await removeTag(scope, params.id);
      return null;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/attributes',
    summary: 'List the attributes contacts may have',
    permission: 'contacts.read',
    response: z.object({ items: z.array(Attribute) }),
    example: { response: { items: [attribute] } },
    handle: async (scope) => ({ items: await listAttributes(scope) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/attributes',
    summary: 'Define an attribute',
    permission: 'attributes.define',
    body: AttributeCreation,
    response: Attribute,
    status: 201,
    errors: ['contacts.attribute_taken', 'contacts.too_many_attributes'],
    example: { body: { key: 'city', label: 'City', type: 'choice', choices: ['Nairobi', 'Mombasa'] }, response: attribute },
    handle: (scope, { body }) => createAttribute(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/attributes/:id',
    summary: 'Change an attribute’s label, or add choices',
    permission: 'attributes.define',
    params: IdParams,
    body: AttributeChange,
    response: Attribute,
    example: { params, body: { label: 'Town' }, response: attribute },
    handle: (scope, { params, body }) => changeAttribute(scope, params.id, body),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/attributes/:id',
    summary: 'Delete an attribute with every contact’s value of it',
    permission: 'attributes.define',
    params: IdParams,
    response: z.null(),
    status: 204,
    example: { params, response: null },
    async handle(scope, { params }) {
      await removeAttribute(scope, params.id);
      return null;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/contacts/:id/extras',
    summary: 'Show a contact’s tags and attributes',
    permission: 'contacts.read',
    params: IdParams,
    response: ContactExtras,
    example: { params, response: extras },
    handle: (scope, { params }) => getExtras(scope, params.id),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contacts/:id/tags',
    summary: 'Give tags to a contact and take others; one that does not exist is made',
    permission: 'contacts.change',
    params: IdParams,
    body: TagChange,
    response: ContactExtras,
    errors: ['contacts.too_many_tags'],
    example: { params, body: { add: ['Vegetarian'], remove: [] }, response: extras },
    handle: (scope, { params, body }) => changeTags(scope, params.id, body),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/contacts/:id/attributes',
    summary: 'Set a contact’s attributes; what is not named stays',
    permission: 'contacts.change',
    params: IdParams,
    body: AttributeValuesGiven,
    response: ContactExtras,
    example: { params, body: { values: [{ key: 'city', value: 'Nairobi' }] }, response: extras },
    handle: (scope, { params, body }) => setAttributes(scope, params.id, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/contact-changes',
    summary: 'Tag many contacts, or set their attributes, at once: up to 500',
    permission: 'contacts.change',
    body: BulkChange,
    response: BulkChanged,
    errors: ['contacts.too_many_tags'],
    example: { body: { contactIds: [exampleId], addTags: ['Vegetarian'] }, response: { changed: 1, notFound: [] } },
    handle: (scope, { body }) => changeMany(scope, body),
  }),
];
