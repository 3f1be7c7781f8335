import type { FastifyInstance } from 'fastify';
import type { Registry } from '#platform/registry.ts';

export interface DescriptionOptions {
  readonly registry: Registry;
  readonly version: string;
  publicUrl(): string;
}

/** GET /openapi.json and GET /docs. Made at the first request and kept as text: an idle server holds nothing of it. */
export async function descriptionRoutes(server: FastifyInstance, options: DescriptionOptions): Promise<void> {
  async function describe() {
    const { buildOpenApi } = await import('./openapi.ts');
    return buildOpenApi(options.registry, { version: options.version, publicUrl: options.publicUrl() });
  }
  let text: Promise<string> | null = null;

  server.get('/openapi.json', async (_request, reply) => {
    text ??= describe().then(JSON.stringify);
    return reply.type('application/json').send(await text);
  });
  server.get('/docs', async (_request, reply) => {
    const [{ drawDocs }, { sendPage }, api] = await Promise.all([import('./docs-page.ts'), import('./html.ts'), describe()]);
    return sendPage(reply, { title: 'Baraza API', body: drawDocs(api), wide: true });
  });
}
