import { drawFields } from './docs-fields.ts';
import { type Html, html } from './html.ts';
import type { Json } from './openapi.ts';

/** The API's description as one page to read: no script, works offline, everything folded until it is wanted. */
export function drawDocs(api: Json): Html {
  const { info, tags, paths } = api as unknown as Description;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
  );
  const groups = tags
    .map((tag) => ({ tag, operations: operations.filter((one) => one.tags[0] === tag.name) }))
    .filter((group) => group.operations.length > 0);
  return html`<h1>${info.title} API</h1>
<p>${drawWords(info.description)} For programs: <a href="/openapi.json">openapi.json</a>.</p>
<pre><code>curl -H "Authorization: Bearer brz_…" ${(api.servers as { url: string }[])[0]?.url ?? ''}/api/organization</code></pre>
<nav aria-label="Parts"><p>${groups.map(({ tag }) => html`<a href="#${tag.name}">${tag.name}</a> `)}</p></nav>
${groups.map(({ tag, operations: mine }) => html`<section id="${tag.name}"><h2>${tag.name}</h2><p class="muted">${tag.description}</p>${mine.map(drawOperation)}</section>`)}`;
}

interface Description {
  readonly info: { readonly title: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Record<string, Record<string, Omit<Operation, 'path' | 'method'>>>;
}

interface Operation {
  readonly path: string;
  readonly method: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly 'x-permission'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<string, { readonly description: string; readonly content?: Content }>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Json;
}

type Content = Record<string, { readonly schema?: Json; readonly example?: unknown }>;

function drawOperation(operation: Operation): Html {
  return html`<details><summary><span class="verb">${operation.method}</span> <code>${operation.path}</code> ${operation.summary}</summary><div>
${operation.description && html`<p>${drawWords(operation.description)}</p>`}
${operation['x-permission'] && html`<p class="muted">Needs the permission <code>${operation['x-permission']}</code>.</p>`}
${drawParameters(operation.parameters ?? [])}
${operation.requestBody && html`<h3>Body</h3>${drawExample(operation.requestBody.content)}${drawSchema(operation.requestBody.content)}`}
<h3>Answers</h3>${Object.entries(operation.responses).map(([status, answer]) => drawAnswer(status, answer))}
</div></details>`;
}

/** Names between backticks as code. */
function drawWords(text: string): Html[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

function drawParameters(parameters: readonly Parameter[]): Html | false {
  return (
    parameters.length > 0 &&
    html`<h3>Parameters</h3><table>${parameters.map(
      (one) =>
        html`<tr><th scope="row"><code>${one.name}</code></th><td>${one.in}${one.required && ', required'}</td><td>${drawWords(one.description ?? '')}</td></tr>`,
    )}</table>`
  );
}

function drawAnswer(status: string, answer: { description: string; content?: Content }): Html {
  if (!status.startsWith('2')) return html`<p><strong>${status}</strong> <span class="muted">${drawWords(answer.description)}</span></p>`;
  return html`<p><strong>${status}</strong> ${answer.description}</p>${answer.content && html`${drawExample(answer.content)}${drawSchema(answer.content)}`}`;
}

function drawExample(content: Content): Html | false {
  const example = content['application/json']?.example;
  return example !== undefined && html`<pre><code>${JSON.stringify(example, null, 2)}</code></pre>`;
}

function drawSchema(content: Content): Html | false {
  const schema = content['application/json']?.schema;
  return (
    schema !== undefined &&
    html`${drawFields(schema)}<details><summary>Schema</summary><div><pre><code>${JSON.stringify(schema, null, 2)}</code></pre></div></details>`
  );
}
