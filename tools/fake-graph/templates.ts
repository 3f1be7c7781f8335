import type { FakeGraph } from './fake-graph.ts';
import { GraphError } from './graph-error.ts';

/**
 * Templates that are made, changed and deleted, and what Meta decides about them: when the control door or a test says so, or by itself after
 * `templatesAfterMs`. Then a template whose name has "reject" in it is rejected and one with "promo" is moved to marketing; all others are approved.
 */

type Raw = Record<string, unknown>;

export interface Verdict {
  readonly name: string;
  readonly language: string;
  /** "APPROVED", "REJECTED", "PAUSED", "DISABLED" … */
  readonly status?: string;
  readonly reason?: string;
  readonly recommendation?: string;
  readonly category?: string;
  /** "GREEN", "YELLOW", "RED". */
  readonly quality?: string;
}

export function createTemplate(graph: FakeGraph, accountId: string, body: Raw): Raw {
  const { name, language, category, components } = body;
  if (typeof name !== 'string' || !/^[a-z0-9_]{1,512}$/.test(name))
    throw refused(2388019, 'Invalid name', 'Use small letters, digits and underscores.');
  if (typeof language !== 'string' || typeof category !== 'string') throw new GraphError(100, 'Invalid parameter');
  checkComponents(components);
  if (graph.account.templates.some((one) => one.name === name && one.language === language))
    throw refused(2388024, 'Content in this language already exists', `There is already ${language} content for this template.`);
  const id = String(700000000000000 + graph.account.templates.length + 1);
  graph.account.templates.push({ id, name, language, category, status: 'PENDING', components });
  later(graph, accountId, { name, language });
  return { id, status: 'PENDING', category };
}

export function changeTemplate(graph: FakeGraph, id: string, body: Raw): Raw | null {
  const template = graph.account.templates.find((one) => one.id === id);
  if (!template) return null;
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(String(template.status)))
    throw refused(2388003, 'This template cannot be edited', 'A template that is being reviewed cannot be changed.');
  checkComponents(body.components);
  Object.assign(
    template,
    { components: body.components, status: 'PENDING' },
    body.category === undefined ? {} : { category: body.category },
  );
  const [number] = graph.plan.numbers;
  later(graph, number?.businessAccountId ?? '', { name: String(template.name), language: String(template.language) });
  return { success: true };
}

export function deleteTemplate(graph: FakeGraph, query: URLSearchParams): Raw {
  const [name, id] = [query.get('name'), query.get('hsm_id')];
  const before = graph.account.templates.length;
  graph.account.templates = graph.account.templates.filter((one) => one.name !== name || (id !== null && one.id !== id));
  if (graph.account.templates.length === before) throw refused(2593002, 'Template not found', 'There is no such template.');
  return { success: true };
}

/** Meta decides, and says so to every app of the account. Resolves when the webhooks were answered. */
export async function decideTemplate(graph: FakeGraph, accountId: string, verdict: Verdict): Promise<number> {
  const { name, language, status, category, quality } = verdict;
  const template = graph.account.templates.find((one) => one.name === name && one.language === language);
  if (!template) throw new Error(`There is no template "${name}" in "${language}".`);
  const which = { message_template_id: Number(template.id), message_template_name: name, message_template_language: language };
  let answer = 200;
  const tell = async (field: string, value: Raw) => {
    answer = await graph.tell(accountId, field, { ...which, ...value });
  };
  if (category !== undefined) {
    const before = template.category;
    template.category = category;
    await tell('template_category_update', { previous_category: before, new_category: category });
  }
  if (quality !== undefined) {
    const before = (template.quality_score as { score?: string } | undefined)?.score ?? 'UNKNOWN';
    template.quality_score = { score: quality };
    await tell('message_template_quality_update', { previous_quality_score: before, new_quality_score: quality });
  }
  if (status !== undefined) {
    const { reason = 'NONE', recommendation } = verdict;
    const explanation = 'Your template has parameters that are not explained.';
    template.status = status;
    template.rejected_reason = reason;
    const info = recommendation === undefined ? {} : { rejection_info: { reason: explanation, recommendation } };
    await tell('message_template_status_update', { event: status, reason, message_template_category: template.category, ...info });
  }
  return answer;
}

function later(graph: FakeGraph, accountId: string, { name, language }: { name: string; language: string }): void {
  const { templatesAfterMs } = graph.plan;
  if (templatesAfterMs === null) return;
  const rejected = { status: 'REJECTED', reason: 'INVALID_FORMAT', recommendation: 'Say in the text what the gaps stand for.' };
  const decision = name.includes('reject')
    ? rejected
    : { status: 'APPROVED', ...(name.includes('promo') ? { category: 'MARKETING' } : {}) };
  // A test never waits for it: it decides by itself.
  setTimeout(() => void decideTemplate(graph, accountId, { name, language, ...decision }).catch(() => undefined), templatesAfterMs).unref();
}

/** The mistakes that Meta names by a code of their own; its rules are not known in full. */
function checkComponents(given: unknown): void {
  const components = Array.isArray(given) ? (given as Raw[]) : [];
  const body = components.find(({ type }) => type === 'BODY');
  const text = typeof body?.text === 'string' ? body.text : '';
  if (text === '') throw new GraphError(100, 'Invalid parameter');
  if (text.length > 1024) throw refused(2388040, 'Body too long', 'The body may have 1024 characters.');
  if (/^\{\{[^}]*\}\}|\{\{[^}]*\}\}$/.test(text.trim()))
    throw refused(2388299, 'Variables at the beginning or end', 'Variables can’t be at the start or end of the template.');
  const gaps = new Set(text.match(/\{\{[^}]*\}\}/g) ?? []).size;
  const examples = (body?.example as { body_text?: unknown[][] } | undefined)?.body_text?.[0] ?? [];
  if (examples.length !== gaps) throw refused(2388043, 'Message template is missing a sample', 'Give a sample for each variable.');
}

function refused(subcode: number, title: string, message: string): GraphError {
  return new GraphError(100, 'Invalid parameter', { subcode, forPeople: { title, message } });
}
