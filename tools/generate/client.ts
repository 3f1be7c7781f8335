import { buildOpenApi } from '#platform/http/openapi.ts';
import { createRegistry } from '#platform/registry.ts';
import { listModules, type ModuleTools } from '#server/modules.ts';
import { comment, type Schema, typeOf } from './client-types.ts';

/** clients/typescript/baraza.generated.ts: types and one method for each address of the API that a key may ask, from its description. */
export function generateClient(): string {
  // What modules are handed they use when a route is called, and here none ever is.
  const unused = { organizations: {}, channels: {}, outbox: {}, integrations: {} } as ModuleTools;
  const api = buildOpenApi(createRegistry(listModules(unused)), { version: '', publicUrl: '' }) as unknown as Description;
  const operations = operationsOf(api);
  const types = new Types(api.components.schemas, new Set(operations.map(({ path }) => nounsOf(path)[0] ?? '')));
  const methods = operations.map((operation) => describeMethod(operation, types));
  const twice = methods.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index);
  if (twice.length > 0)
    throw new Error(`Two operations would be the method ${twice.join(', ')}: see methodName in tools/generate/client.ts.`);
  const text = [
    '// Made by `npm run generate` from the description of the API. Do not edit.',
    "import { BarazaClient, type Page, type RequestOptions } from './runtime.ts';",
    '',
    "export * from './runtime.ts';",
    '',
    ...types.declarations(),
    '/** The API of one Baraza, as one organization’s key sees it. Everything throws `BarazaError`. */',
    'export class Baraza extends BarazaClient {',
    ...methods.map(({ text }) => text),
    '}',
    '',
  ].join('\n');
  return indented(text);
}

/** Indented by its braces; an empty line stands before each declaration and each method. */
function indented(text: string): string {
  const lines: string[] = [];
  let depth = 0;
  let inClass = false;
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const before = lines.at(-1)?.trim() ?? '';
    const outermost = depth === 0 || (inClass && depth === 1);
    if (outermost && begins(line, before)) lines.push('');
    inClass ||= line.startsWith('export class');
    // What stands in comments and texts has no say.
    const code = line.startsWith('/**') ? '' : line.replace(/'[^']*'|`[^`]*`/g, '');
    const opened = (code.match(/[{[(]/g) ?? []).length;
    const closed = (code.match(/[}\])]/g) ?? []).length;
    lines.push(`${'  '.repeat(Math.max(0, depth - (/^[}\])]/.test(code) ? 1 : 0)))}${line}`);
    depth += opened - closed;
  }
  return `${lines.join('\n')}\n`;
}

function begins(line: string, before: string): boolean {
  return /^(export|import|\/\*\*)/.test(line) && !/^\/[*/]|\{$/.test(before);
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly security?: unknown;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; description?: string; schema: Schema }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
interface Address extends Operation {
  readonly method: string;
  readonly path: string;
}

/** Those without a security of their own: any key of an organization, and people. */
function operationsOf({ paths }: Description): Address[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
  return all.filter(({ path, security }) => path.startsWith('/api/') && security === undefined);
}

/** Names for shapes: the noun of the address where it is free or means the same, else the method's name. */
class Types {
  readonly #byName = new Map<string, string>();
  readonly #schemas: Readonly<Record<string, Schema>>;
  /** The named shapes that are being written. */
  readonly #open = new Set<string>();

  /** The nouns right below /api/. */
  readonly tops: ReadonlySet<string>;

  constructor(schemas: Readonly<Record<string, Schema>>, tops: ReadonlySet<string>) {
    this.#schemas = schemas;
    this.tops = tops;
  }

  text(schema: Schema | undefined): string {
    return typeOf(schema, (name) => {
      // A shape inside of itself (a condition of conditions) goes by its name.
      if (this.#open.has(name)) return name;
      this.#open.add(name);
      const named = this.name(this.#schemas[name], [name]);
      this.#open.delete(name);
      return named;
    });
  }

  name(schema: Schema | undefined, wanted: readonly string[]): string {
    const text = this.text(schema);
    if (!text.startsWith('{') && !text.includes('|')) return text;
    for (const [name, known] of this.#byName) if (known === text) return name;
    const name = wanted.find((one) => !this.#byName.has(one));
    if (name === undefined) throw new Error(`No name is free for ${wanted.join(', ')}.`);
    this.#byName.set(name, text);
    return name;
  }

  declarations(): string[] {
    return [...this.#byName].map(([name, text]) => `export type ${name} = ${text};\n`);
  }
}

function describeMethod(operation: Address, types: Types): { name: string; text: string } {
  const { method, path } = operation;
  const name = methodName(operation, types.tops);
  const noun = nounOf(path, types.tops);
  const named = pascal(name);
  const parameters = operation.parameters ?? [];
  const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name);
  const query = parameters.filter((one) => one.in === 'query');
  const body = operation.requestBody?.content['application/json']?.schema;
  const file = operation.requestBody !== undefined && !body;
  const result = resultType(operation, { noun, named, types });
  const idempotent = parameters.some((one) => one.name.toLowerCase() === 'idempotency-key');
  const words = [
    ...inPath.map((one) => `${one}: string`),
    ...(body ? [`body: ${types.name(body, [`${named}Body`])}`] : []),
    ...(file ? ['file: Blob'] : []),
    ...(query.length > 0 ? [`query: ${queryType(query, types)} = {}`] : []),
    'options?: RequestOptions',
  ];
  const asked = [
    'options',
    ...(body ? ['body'] : []),
    ...(file ? ['file'] : []),
    ...(query.length > 0 ? ['query'] : []),
    ...(idempotent ? ['idempotent: true'] : []),
    ...(result === 'Blob' ? ['download: true'] : []),
  ];
  const address = `\`${path.replace(/\{(\w+)\}/g, (_all, one: string) => `\${encodeURIComponent(${one})}`)}\``;
  const summary = [operation.summary, operation.description].filter(Boolean).join('. ');
  const text = `${comment(summary)}${name}(${words.join(', ')}): Promise<${result}> {
    return this.ask('${method}', ${address}, { ${asked.join(', ')} });
  }
`;
  return { name, text };
}

function queryType(query: readonly { name: string; required?: boolean; description?: string; schema: Schema }[], types: Types): string {
  return `{ ${query.map((one) => `${one.name}?: ${types.text(one.schema)}`).join('; ')} }`;
}

function resultType({ responses }: Operation, { noun, named, types }: { noun: string; named: string; types: Types }): string {
  const [, good] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const schema = good?.content?.['application/json']?.schema;
  if (!schema) return good?.content ? 'Blob' : 'null';
  const items = itemsOf(schema);
  return items ? `Page<${types.name(items, [noun, `${named}Item`])}>` : types.name(schema, [noun, `${named}Result`]);
}

/** What a page is a page of; undefined: it is none. */
function itemsOf({ properties }: Schema): Schema | undefined {
  const fields = (properties ?? {}) as Record<string, Schema>;
  return fields.nextCursor ? (fields.items?.items as Schema | undefined) : undefined;
}

const isList = ({ properties }: Schema) => (properties as Record<string, Schema> | undefined)?.items?.type === 'array';

/** "Message" for the messages of a conversation, which are a noun of their own; "ChannelLog" for the log of a channel, which is not. */
function nounOf(path: string, tops: ReadonlySet<string>): string {
  const nouns = nounsOf(path);
  const last = nouns.at(-1) ?? '';
  return (tops.has(last) ? [last] : nouns).map((noun) => pascal(singular(noun))).join('');
}

const nounsOf = (path: string) => path.split('/').filter((part) => part !== '' && part !== 'api' && !part.startsWith('{'));

/**
 * "GET /api/contacts" → listContacts, "GET /api/contacts/{id}" → getContact, "GET /api/desk/settings" → getDeskSettings,
 * "POST /api/conversations/{id}/messages" → createConversationMessage, "POST /api/channels/{id}/enable" → enableChannel,
 * "POST /api/contacts/{id}/tags", which makes nothing → changeContactTags.
 */
function methodName({ method, path, responses }: Address, tops: ReadonlySet<string>): string {
  const nouns = nounsOf(path);
  const last = nouns.at(-1) ?? '';
  const before = nouns
    .slice(0, -1)
    .map((noun) => pascal(singular(noun)))
    .join('');
  const one = before + pascal(singular(last));
  const whole = path.endsWith('}') ? one : before + pascal(last);
  if (method === 'GET') {
    const schema = responses['200']?.content?.['application/json']?.schema;
    return schema && isList(schema) ? `list${before}${pascal(last)}` : `get${whole}`;
  }
  if (method === 'POST') {
    if (nouns.length === 1 || responses['201'] !== undefined || responses['202'] !== undefined) return `create${one}`;
    if (tops.has(last)) return `change${whole}`;
    // "rotate-secret" of a subscription is rotateSubscriptionSecret.
    const [verb = '', ...of] = last.split('-');
    return `${verb}${before}${pascal(of.join('-'))}`;
  }
  return `${{ PATCH: 'change', PUT: 'set', DELETE: 'delete' }[method] ?? camel(method)}${whole}`;
}

function singular(noun: string): string {
  return noun.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}

function pascal(words: string): string {
  const name = camel(words);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function camel(words: string): string {
  return words.replace(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}
