import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvitationAcceptance } from '#contract/organizations.ts';
import { createAttempts } from '#platform/auth/attempts.ts';
import { passwordLengthMin } from '#platform/auth/password.ts';
import { Refusal } from '#platform/errors.ts';
import { explainIssues } from '#platform/fields.ts';
import { acceptForms, fieldsOf } from '#platform/http/forms.ts';
import { drawField, type Field, html, type Page, sendPage } from '#platform/http/html.ts';
import { type Asking, acceptInvitation, type OpenInvitation, openInvitation } from './accept-invitation.ts';
import type { Making } from './create-organization.ts';
import type { OrganizationTools } from './tools.ts';

const path = '/invitation';
const freeAttempts = 20;

/** GET and POST /invitation: where an invitation's link leads until the staff app has a page for it. */
export async function invitationPageRoutes(
  server: FastifyInstance,
  { tools, making }: { tools: OrganizationTools; making: Making },
): Promise<void> {
  acceptForms(server);
  const attempts = createAttempts({ clock: making.clock, free: freeAttempts });
  const scope: Asking = { session: null, ...making };

  async function answer(request: FastifyRequest, reply: FastifyReply, work: (token: string) => Promise<Page>): Promise<FastifyReply> {
    const { token } = { ...(request.query as Record<string, unknown>), ...fieldsOf(request) };
    try {
      return sendPage(reply, await work(typeof token === 'string' ? token : ''));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'organizations.invitation_unusable') throw error;
      attempts.admit(request.ip);
      return sendPage(reply, drawUnusable(error.message));
    }
  }

  server.get(path, (request, reply) =>
    answer(request, reply, async (token) => drawForm(token, await openInvitation(tools, scope, token), {})),
  );
  server.post(path, (request, reply) =>
    answer(request, reply, async (token) => {
      const given = fieldsOf(request);
      const open = await openInvitation(tools, scope, token);
      return takeForm(tools, scope, { token, given, open });
    }),
  );
}

interface Given {
  readonly token: string;
  readonly given: Readonly<Record<string, string>>;
  readonly open: OpenInvitation;
}

async function takeForm(tools: OrganizationTools, scope: Asking, { token, given, open }: Given): Promise<Page> {
  const wanted = { token, password: given.password, ...(open.hasAccount ? {} : { name: given.name }) };
  const parsed = InvitationAcceptance.safeParse(wanted);
  if (!parsed.success) {
    const faults = explainIssues(parsed.error, wanted);
    return drawForm(token, open, { given, faults: Object.fromEntries(faults.map((fault) => [fault.field, `This ${fault.message}.`])) });
  }
  try {
    await acceptInvitation(tools, scope, parsed.data);
    return drawJoined(open);
  } catch (error) {
    const field = error instanceof Refusal ? error.details.field : undefined;
    if (typeof field !== 'string') throw error;
    const message = open.hasAccount ? 'This is not the password of the account.' : (error as Refusal).message;
    return drawForm(token, open, { given, faults: { [field]: message } });
  }
}

function fieldsFor(open: OpenInvitation): Field[] {
  if (open.hasAccount) {
    return [{ name: 'password', label: 'The password of your account', type: 'password', autocomplete: 'current-password' }];
  }
  const hint = `At least ${passwordLengthMin} characters. A short sentence is good.`;
  return [
    { name: 'name', label: 'Your name', type: 'text', autocomplete: 'name' },
    { name: 'password', label: 'A password', type: 'password', autocomplete: 'new-password', hint },
  ];
}

interface Typed {
  readonly given?: Readonly<Record<string, string>>;
  readonly faults?: Readonly<Record<string, string>>;
}

function drawForm(token: string, open: OpenInvitation, { given = {}, faults = {} }: Typed): Page {
  const drawn = fieldsFor(open).map((field) => {
    const fault = faults[field.name];
    return drawField({ ...field, ...(field.type === 'password' ? {} : { value: given[field.name] ?? '' }), ...(fault ? { fault } : {}) });
  });
  return {
    title: `Join ${open.organization.name} – Baraza`,
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`<h1>Join ${open.organization.name}</h1>
<p>The invitation is for <strong>${open.invitation.email}</strong>. ${open.hasAccount ? 'You have an account already.' : 'You sign in with this address and the password you choose now.'}</p>
<form method="post" action="${path}"><input type="hidden" name="token" value="${token}">${drawn}<button>Join</button></form>`,
  };
}

function drawJoined(open: OpenInvitation): Page {
  return {
    title: 'Welcome – Baraza',
    status: 201,
    body: html`<h1>You are a member of ${open.organization.name}</h1><p>Sign in with ${open.invitation.email}. The staff app is not part of this version yet; the <a href="/docs">description of the API</a> says what can be done.</p>`,
  };
}

function drawUnusable(message: string): Page {
  return { title: 'This link does not work – Baraza', status: 410, body: html`<h1>This link does not work</h1><p>${message}</p>` };
}
