import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findInDirectory } from '#platform/directory-store.ts';
import { notFound } from '#platform/errors.ts';
import { badField, badFields, explainTexts, firstOfEach } from '#platform/fields.ts';
import { applyLimit, countStranger } from '#platform/http/limits.ts';
import type { Ids } from '#platform/ids.ts';
import type { IntegrationTools } from '../tools.ts';
import { redact } from './redact.ts';
import { findIncoming, type IncomingRow, keepCall } from './store.ts';

export const tokenKind = 'incoming_webhook';
const bodyBytesMax = 256 * 1024;

export interface DoorOptions {
  readonly tools: IntegrationTools;
  readonly ids: Ids;
  readonly clock: { now(): Date };
  /** Called after the call was kept. */
  onCall(organizationId: string, id: string): void;
}

/** POST /webhooks/in/<token>: keeps what another system says and answers 202; what it leads to comes after. */
export async function incomingRoutes(server: FastifyInstance, options: DoorOptions): Promise<void> {
  server.post('/webhooks/in/:token', { bodyLimit: bodyBytesMax }, async (request, reply) => takeCall(options, request, reply));
}

async function takeCall(options: DoorOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { tools, ids, clock } = options;
  const { token } = request.params as { token: string };
  const found = await findInDirectory(tools.database, tools.masterKey, { kind: tokenKind, value: token });
  const hook = found && (await findIncoming(tools.database.of(found.organizationId), found.objectId));
  if (!found || hook?.state !== 'active') {
    await countStranger(tools.limits, request, reply);
    throw notFound('incoming webhook');
  }
  await applyLimit(tools.limits, reply, { kind: 'incoming', key: hook.id });
  const body = checkBody(request.body);
  const id = ids.next();
  const name = nameOf(hook, request, body);
  const kept = { organizationId: found.organizationId, webhookId: hook.id, id, name, body: JSON.stringify(redact(body)), now: clock.now() };
  const keptId = await keepCall(tools.database, kept);
  if (keptId === id) options.onCall(found.organizationId, id);
  return reply.status(202).send({ id: keptId, repeated: keptId !== id });
}

function checkBody(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badFields([{ field: '', message: 'must be a JSON object' }]);
  const faults = explainTexts(body);
  if (faults.length > 0) throw badFields(firstOfEach(faults));
  return body as Record<string, unknown>;
}

/** What the caller says this call is called, where the webhook looks for it. */
function nameOf({ deduplicate }: IncomingRow, request: FastifyRequest, body: unknown): string | null {
  if (deduplicate === null) return null;
  const { header, field } = deduplicate as { header?: string; field?: string };
  const value = header === undefined ? at(body, field ?? '') : request.headers[header.toLowerCase()];
  const name = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const where = header ?? `${field}`;
  if (name === '') throw badField(where, 'is missing: this incoming webhook tells calls apart by it');
  if (name.length > 200) throw badField(where, 'must be at most 200 characters');
  return name;
}

function at(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined,
      body,
    );
}
