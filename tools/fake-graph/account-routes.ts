import type { Answer } from './answer.ts';
import type { FakeGraph } from './fake-graph.ts';
import { GraphError } from './graph-error.ts';
import { refused } from './send-route.ts';
import { changeTemplate, createTemplate, deleteTemplate } from './templates.ts';

/** Templates on one page: few, so that a test turns pages. */
const pageSize = 2;

/** `GET /v23.0/…` about the account; null: not one of these. */
export function answerAccount(graph: FakeGraph, path: string, query: URLSearchParams, authorization: string | undefined): Answer | null {
  try {
    return answer(graph, path, query, authorization);
  } catch (error) {
    if (error instanceof GraphError) return refused(error);
    throw error;
  }
}

function answer(graph: FakeGraph, path: string, query: URLSearchParams, authorization: string | undefined): Answer | null {
  const [, id = '', edge] = /^\/v[0-9]+\.[0-9]+\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  const { account } = graph;
  if (id === account.appId && edge === 'subscriptions') return subscriptions(graph, authorization);
  if (!graph.isToken(authorization)) throw new GraphError(190, 'Error validating access token', { status: 401 });
  if (id === 'debug_token') return ok({ data: tokenData(graph, query.get('input_token')) });
  if (edge === undefined && id !== '') return ok({ ...numberData(graph, id), ...account.number });
  if (!graph.plan.numbers.some((number) => number.businessAccountId === id)) return null;
  if (edge === 'phone_numbers') return ok({ data: graph.numbersOf(id).map(({ phoneNumberId }) => ({ id: phoneNumberId })) });
  if (edge === 'subscribed_apps') return ok({ data: account.subscribed ? [appData(graph)] : [] });
  if (edge === 'message_templates') return templates(graph, query);
  return null;
}

/** Asked as the app itself: "<app id>|<app secret>". */
function subscriptions(graph: FakeGraph, authorization: string | undefined): Answer {
  if (authorization !== `Bearer ${graph.account.appId}|${graph.appSecret}`)
    throw new GraphError(190, 'Invalid OAuth access token signature', { status: 401 });
  const { subscription = { callbackUrl: graph.webhookUrl ?? '', fields: allFields } } = graph.account;
  if (!subscription) return ok({ data: [] });
  const fields = subscription.fields.map((name) => ({ name, version: 'v23.0' }));
  return ok({ data: [{ object: 'whatsapp_business_account', callback_url: subscription.callbackUrl, active: true, fields }] });
}

const allFields = ['messages', 'account_update', 'message_template_status_update', 'phone_number_quality_update'];

function tokenData(graph: FakeGraph, token: string | null): unknown {
  const { appId, tokenEndsAt, scopes } = graph.account;
  const valid = token !== null && graph.isToken(`Bearer ${token}`);
  const ends = tokenEndsAt === null ? 0 : Math.floor(tokenEndsAt / 1000);
  return { app_id: appId, type: 'SYSTEM_USER', application: 'Fake app', expires_at: ends, is_valid: valid, scopes };
}

function numberData(graph: FakeGraph, id: string): Record<string, unknown> {
  const number = graph.numberOf(id);
  return {
    id: number.phoneNumberId,
    display_phone_number: number.displayPhoneNumber,
    verified_name: 'Fake',
    quality_rating: 'GREEN',
    code_verification_status: 'VERIFIED',
    name_status: 'APPROVED',
    status: 'CONNECTED',
    platform_type: 'CLOUD_API',
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
  };
}

function appData({ account }: FakeGraph): unknown {
  const override = account.overrideUrl === undefined ? {} : { override_callback_uri: account.overrideUrl };
  return { whatsapp_business_api_data: { id: account.appId, name: 'Fake app' }, ...override };
}

function templates({ account }: FakeGraph, query: URLSearchParams): Answer {
  const from = Number(query.get('after') ?? 0);
  const data = account.templates.slice(from, from + pageSize);
  const after = String(from + data.length);
  const next = from + data.length < account.templates.length ? { next: `https://graph.facebook.com/next?after=${after}` } : {};
  return ok({ data, paging: { cursors: { before: String(from), after }, ...next } });
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

interface TemplateRequest {
  readonly method: string;
  readonly id: string;
  readonly edge: string | undefined;
  readonly query: URLSearchParams;
  readonly text: string;
}

/** `POST` and `DELETE …/message_templates`, `POST /<template id>`; null: not one of these. */
export function answerTemplates(graph: FakeGraph, { method, id, edge, query, text }: TemplateRequest): Answer | null {
  const body = () => JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>;
  const isAccount = graph.plan.numbers.some((number) => number.businessAccountId === id);
  if (method === 'POST' && edge === undefined) {
    const changed = changeTemplate(graph, id, body());
    return changed && ok(changed);
  }
  if (edge !== 'message_templates' || !isAccount) return null;
  if (method === 'POST') return ok(createTemplate(graph, id, body()));
  return method === 'DELETE' ? ok(deleteTemplate(graph, query)) : null;
}
