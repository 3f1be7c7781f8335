import { z } from 'zod';
import {
  type AccountRoute,
  type DescribedAnswer,
  type DescribedRoute,
  type ErrorDeclaration,
  type Route,
  takesIdempotencyKey,
} from '#platform/module.ts';
import type { Owned, Registry } from '#platform/registry.ts';

export type Json = Record<string, unknown>;

/** What every error answer looks like. */
const ErrorShape = z.object({
  error: z.object({
    code: z.string().describe('For programs; never changes its meaning.'),
    message: z.string().describe('For people: what happened, why, what to do.'),
    details: z.record(z.string(), z.unknown()).describe('Ids, numbers and names of fields.'),
  }),
});

/** What holds everywhere, for whoever begins with this page. */
const everywhere = [
  'One API for people and programs.',
  'An API key belongs to one organization; a signed-in person with several names one in the header `Baraza-Organization`.',
  'Lists are paged: pass `nextCursor` on as `cursor` until it is null.',
  'Fields that are not known are refused, never dropped.',
  'Every error has one shape, `{"error": {"code", "message", "details"}}`; of a wrong request `details.field` names the first field and `details.fields` all of them.',
  'Times are UTC in ISO 8601; ids are UUIDs that sort by the time they were made; a field that can be null is always there.',
].join(' ');

/** The OpenAPI 3.1 description, made from the declared lists alone: what is not declared does not exist. */
export function buildOpenApi(registry: Registry, given: { version: string; publicUrl: string }): Json {
  const paths: Record<string, Json> = {};
  const describe = (route: Pick<Route, 'path' | 'method'>, operation: Json) => {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
  };
  for (const route of [...registry.routes, ...registry.accountRoutes]) describe(route, describeRoute(registry, route));
  for (const route of registry.described) describe(route, describeDescribed(registry, route));
  return withNamedSchemas({
    openapi: '3.1.0',
    info: {
      title: 'Baraza',
      version: given.version,
      description: everywhere,
    },
    servers: [{ url: given.publicUrl }],
    tags: registry.modules.map(({ name, summary }) => ({ name, description: summary })),
    paths,
    components: {
      schemas: { Error: toSchema(ErrorShape, 'output') },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of one organization: "Authorization: Bearer brz_…".' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'baraza.session_token',
          description: 'A signed-in person. With several organizations, the header Baraza-Organization names one by slug or id.',
        },
      },
    },
    security: [{ apiKey: [] }, { session: [] }],
  });
}

type Description = Json & { readonly components: Json & { readonly schemas: Json } };

/** Schemas with a name of their own (`.meta({ id })`) are described once, among the components. */
function withNamedSchemas(description: Description): Json {
  const named: Json = {};
  const text = JSON.stringify(description, (key, value) => {
    if (key !== '$defs') return value;
    Object.assign(named, value);
    return undefined;
  });
  const { components } = description;
  const whole = { ...(JSON.parse(text) as Json), components: { ...components, schemas: { ...components.schemas, ...named } } };
  return JSON.parse(JSON.stringify(whole).replaceAll('"#/$defs/', '"#/components/schemas/'), (key, value) =>
    key === '$defs' ? undefined : value,
  );
}

function describeRoute(registry: Registry, route: Owned<Route | AccountRoute>): Json {
  const idempotencyKey = isRepeatable(route) ? [idempotencyHeader] : [];
  return {
    operationId: operationIdOf(route),
    tags: [route.module],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    ...('permission' in route && route.permission ? { 'x-permission': route.permission } : {}),
    ...('access' in route ? { security: route.access === 'anyone' ? [] : [{ session: [] }] } : {}),
    parameters: [
      ...parametersOf(route.params, 'path', route.example.params),
      ...parametersOf(route.query, 'query', route.example.query),
      ...idempotencyKey,
    ],
    ...(route.body ? { requestBody: { required: true, content: jsonContent(toSchema(route.body, 'input'), route.example.body) } } : {}),
    ...('upload' in route && route.upload ? { requestBody: { required: true, content: fileContent(route.upload.types ?? ['*/*']) } } : {}),
    responses: {
      [String(route.status ?? 200)]: goodResponse(route),
      ...errorResponses(registry, codesOf(route)),
    },
  };
}

function describeDescribed(registry: Registry, route: Owned<DescribedRoute>): Json {
  const { example } = route;
  return {
    operationId: operationIdOf(route),
    tags: [route.module],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    security: route.access === 'anyone' ? [] : [{ session: [] }],
    parameters: [
      ...parametersOf(route.params, 'path', example.params),
      ...parametersOf(route.query, 'query', example.query),
      ...parametersOf(route.headers, 'header', example.headers),
    ],
    ...(route.body ? { requestBody: { required: true, content: jsonContent(toSchema(route.body, 'input'), example.body) } } : {}),
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, answer]) => [status, describeAnswer(answer)])),
      ...errorResponses(registry, route.errors),
    },
  };
}

function describeAnswer({ summary, example, json }: DescribedAnswer): Json {
  const content = json ? jsonContent(toSchema(json, 'output'), example) : { 'text/plain': { schema: { type: 'string' }, example } };
  return { description: summary, content };
}

function goodResponse(route: Route | AccountRoute): Json {
  if (route.download) return { description: 'The file.', content: fileContent([route.download.type], route.example.response ?? undefined) };
  if (route.status === 204) return { description: 'Done; the answer is empty.' };
  return { description: 'Done.', content: jsonContent(toSchema(route.response, 'output'), route.example.response) };
}

/** A file, of these media types. */
const fileContent = (types: readonly string[], example?: unknown): Json =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' }, ...exampleOf(example) }]));

const isRepeatable = (route: Route | AccountRoute): boolean => 'permission' in route && takesIdempotencyKey(route);

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Within 24 hours the same key and request answer the same without being done again.',
  schema: { type: 'string', maxLength: 255 },
};

/** "GET /api/contacts/:id" → "get_contacts_id". */
function operationIdOf(route: Pick<Route, 'method' | 'path'>): string {
  return `${route.method.toLowerCase()}_${route.path.replace(/^\/api\//, '').replace(/[^A-Za-z]+/g, '_')}`;
}

function codesOf(route: Route | AccountRoute): string[] {
  const ofOrganization = !('access' in route);
  const anyone = 'access' in route && route.access === 'anyone';
  return [
    'bad_request',
    ...(route.body ? ['too_large', 'unsupported_media_type'] : []),
    ...(anyone ? [] : ['unauthenticated']),
    ...(ofOrganization ? ['organization_needed', 'forbidden', 'organizations.second_factor_required'] : []),
    ...(route.method === 'GET' ? [] : ['cross_site', 'csrf_token']),
    ...(route.params ? ['not_found'] : []),
    ...(isRepeatable(route) ? ['idempotency.key_reused', 'idempotency.in_progress'] : []),
    ...(route.errors ?? []),
    'internal_error',
    'unavailable',
  ];
}

function errorResponses(registry: Registry, codes: readonly string[]): Json {
  const declared = [...new Set(codes)].flatMap((code) => registry.errors.get(code) ?? []);
  const byStatus = Map.groupBy(declared, (error: ErrorDeclaration) => error.status);
  return Object.fromEntries([...byStatus].map(([status, errors]) => [String(status), errorResponse(errors)]));
}

function errorResponse(errors: readonly ErrorDeclaration[]): Json {
  const examples = errors.map(({ code, summary }) => [code, { value: { error: { code, message: summary, details: {} } } }]);
  return {
    description: errors.map(({ code, summary }) => `\`${code}\`: ${summary}`).join(' '),
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' }, examples: Object.fromEntries(examples) } },
  };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query' | 'header', example: unknown): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: rest,
    ...exampleOf((example as Json | undefined)?.[name]),
  }));
}

function jsonContent(schema: Json, example: unknown): Json {
  return { 'application/json': { schema, ...exampleOf(example) } };
}

function exampleOf(example: unknown): Json {
  return example === undefined ? {} : { example };
}

/** What nobody reads: the pattern behind a format that has a name, and that a whole number is one JavaScript can hold. */
function dropNoise({ jsonSchema }: { jsonSchema: { format?: unknown; pattern?: unknown; minimum?: unknown; maximum?: unknown } }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
export function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: dropNoise }) as Json;
  return rest;
}
