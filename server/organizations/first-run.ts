import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Email, line } from '#contract/values.ts';
import { type Attempts, createAttempts } from '#platform/auth/attempts.ts';
import { weaknessOf } from '#platform/auth/password.ts';
import { explainIssues, type FieldFault } from '#platform/fields.ts';
import { acceptForms, fieldsOf } from '#platform/http/forms.ts';
import { type Page, sendPage } from '#platform/http/html.ts';
import type { MasterKey } from '#platform/secrets.ts';
import { createOrganization, type Making } from './create-organization.ts';
import { drawDone, drawFirstRun, drawGone, drawWrongToken } from './first-run-page.ts';
import { takeOverUnowned } from './take-over.ts';
import type { OrganizationTools } from './tools.ts';

export const firstRunPath = '/first-run';

/** The address that a new installation prints: whoever has it becomes its first owner. The same at every start until it is used. */
export function firstRunUrl(masterKey: MasterKey, publicUrl: string): string {
  return `${publicUrl}${firstRunPath}?token=${masterKey.derive('first-run')}`;
}

const Form = z.object({ name: line(120), organization: line(120), email: Email, password: z.string().min(1).max(512) });
/** Someone guessing the token is slowed down; it has 256 bits, so this is only good manners. */
const freeAttempts = 20;

/** GET and POST /first-run: the form that creates the first owner and their organization, while there is no account. */
export async function firstRunRoutes(
  server: FastifyInstance,
  { tools, making }: { tools: OrganizationTools; making: Making },
): Promise<void> {
  acceptForms(server);
  const attempts = createAttempts({ clock: making.clock, free: freeAttempts });
  // One after the other: of two people who send the form at the same moment the second is told that it is done.
  let turn: Promise<unknown> = Promise.resolve();

  server.get(firstRunPath, async (request, reply) => {
    const page = (await refusal(tools, attempts, request)) ?? drawFirstRun(tokenOf(request), {}, []);
    return sendPage(reply, page);
  });
  server.post(firstRunPath, async (request, reply) => {
    const mine = turn.then(async () => (await refusal(tools, attempts, request)) ?? takeForm(tools, making, request));
    turn = mine.catch(() => undefined);
    return sendPage(reply, await mine);
  });
}

/** The page that says why not; null: go on. Never the reply itself: it is a promise, and awaiting it would wait for its end. */
async function refusal(tools: OrganizationTools, attempts: Attempts, request: FastifyRequest): Promise<Page | null> {
  if (await tools.accounts.any()) return drawGone();
  if (isToken(tools.masterKey, tokenOf(request))) return null;
  attempts.admit(request.ip);
  return drawWrongToken();
}

async function takeForm(tools: OrganizationTools, making: Making, request: FastifyRequest): Promise<Page> {
  const given = fieldsOf(request);
  const parsed = Form.safeParse(given);
  const faults = parsed.success ? passwordFaults(parsed.data) : explainIssues(parsed.error, given);
  if (!parsed.success || faults.length > 0) return drawFirstRun(tokenOf(request), given, faults);
  const { name, organization, email, password } = parsed.data;
  const userId = making.ids.next();
  // The account comes last: as long as there is none, this page stays open and can be tried again.
  const made =
    (await takeOverUnowned(tools, making, { name: organization, ownerUserId: userId })) ??
    (await createOrganization(tools, making, { name: organization, ownerUserId: userId }));
  await tools.accounts.create({ id: userId, name, email, password, verified: true });
  return drawDone(made.name, tools.publicUrl());
}

function passwordFaults({ name, organization, email, password }: z.infer<typeof Form>): FieldFault[] {
  const weakness = weaknessOf(password, [name, organization, email]);
  return weakness ? [{ field: 'password', message: weakness }] : [];
}

function tokenOf(request: FastifyRequest): string {
  const { token } = { ...(request.query as Record<string, unknown>), ...fieldsOf(request) };
  return typeof token === 'string' ? token : '';
}

function isToken(masterKey: MasterKey, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(token), digest(masterKey.derive('first-run')));
}
