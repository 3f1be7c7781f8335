import type { ChannelTemplate } from '#contract/channels.ts';
import type { TemplateChange, TemplateDraft } from '#contract/template-draft.ts';
import { changeableStates, faultsOfTemplate } from '#contract/template-faults.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badFields } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { deleteTemplate, findTemplate, storeTemplates, type TemplateRow } from './account-store.ts';
import { type ChannelAdapter, ChannelError, type ChannelIo } from './channel.ts';
import { toTemplate } from './list-templates.ts';
import type { LoadedChannel } from './loaded-channel.ts';
import type { ChannelTools } from './tools.ts';

/** Templates are made, changed and deleted at the provider, and kept here as it answered; what it decides comes by webhook. */

interface Which {
  readonly id: string;
  readonly name: string;
  readonly language: string;
}

export async function getTemplate(scope: Scope, { id, name, language }: Which): Promise<ChannelTemplate> {
  requirePermission(scope, 'channels.read');
  return toTemplate(await requireTemplate(scope, { id, name, language }));
}

export async function createTemplate(scope: Scope, tools: ChannelTools, id: string, draft: TemplateDraft): Promise<ChannelTemplate> {
  requirePermission(scope, 'templates.change');
  const { channel, io, templates } = await atProvider(scope, tools, id);
  requireFaultless(draft);
  const { name, language } = draft;
  if (await findTemplate(scope.db, id, name, language))
    throw new Refusal('channels.template_taken', `There is a template “${name}” in this language. Change it, or take another name.`, {
      status: 409,
      details: { field: 'name' },
    });
  const { name: _name, language: _language, ...words } = draft;
  const made = await asked(() => templates.create(channel, io, draft));
  await storeTemplates(tools.database, channel, { templates: [{ ...made, draft: words }], now: scope.clock.now() });
  return toTemplate(await requireTemplate(scope, { id, name, language }));
}

export async function changeTemplate(scope: Scope, tools: ChannelTools, which: Which, draft: TemplateChange): Promise<ChannelTemplate> {
  requirePermission(scope, 'templates.change');
  const { channel, io, templates } = await atProvider(scope, tools, which.id);
  const row = await requireTemplate(scope, which);
  requireChangeable(row, draft);
  requireFaultless(draft);
  const { name, language } = which;
  const changed = await asked(() => templates.change(channel, io, { name, language, providerId: row.provider_id as string, draft }));
  await storeTemplates(tools.database, channel, { templates: [{ ...changed, draft }], now: scope.clock.now() });
  return toTemplate(await requireTemplate(scope, which));
}

/** In one language. What was sent with it stays; what waits to be sent with it will not go out. */
export async function removeTemplate(scope: Scope, tools: ChannelTools, which: Which): Promise<void> {
  requirePermission(scope, 'templates.change');
  const { channel, io, templates } = await atProvider(scope, tools, which.id);
  const row = await requireTemplate(scope, which);
  await asked(() => templates.remove(channel, io, { name: which.name, providerId: row.provider_id }));
  await deleteTemplate(scope.db, which.id, which.name, which.language);
}

async function requireTemplate({ db }: Scope, { id, name, language }: Which): Promise<TemplateRow> {
  const row = await findTemplate(db, id, name, language);
  if (!row) throw notFound('template');
  return row;
}

interface AtProvider {
  readonly channel: LoadedChannel;
  readonly io: ChannelIo;
  readonly templates: NonNullable<ChannelAdapter['templates']>;
}

async function atProvider(scope: Scope, tools: ChannelTools, id: string): Promise<AtProvider> {
  const channel = await tools.channel(scope.organization.id, id);
  if (!channel) throw notFound('channel');
  const templates = tools.adapters.get(channel.type)?.templates;
  if (!templates || !channel.usable)
    throw new Refusal(
      'channels.no_templates',
      'Templates cannot be made on this channel: its kind has none, or its secrets cannot be read.',
      {
        status: 409,
      },
    );
  return { channel, io: tools.io(channel), templates };
}

function requireFaultless(draft: TemplateChange): void {
  const faults = faultsOfTemplate(draft);
  if (faults.length > 0) throw badFields(faults.map(({ field, message }) => ({ field, message })));
}

/** Only words: a picture or cards that were put in elsewhere would be lost by sending it anew without them. */
function requireChangeable({ status, text, provider_id: providerId, category }: TemplateRow, draft: TemplateChange): void {
  const refuse = (message: string) => new Refusal('channels.template_fixed', message, { status: 409 });
  const known = text as ChannelTemplate['text'];
  if (providerId === null || !changeableStates.includes(status ?? ''))
    throw refuse('Meta is deciding about this template, or has stopped it: it cannot be changed now.');
  if (!known || (known.header && known.header.kind !== 'text') || known.cards.length > 0 || known.offer)
    throw refuse('This template has more than words (a picture, cards, an offer). Change it in Meta’s WhatsApp Manager.');
  if (status === 'APPROVED' && category !== draft.category)
    throw refuse('An approved template keeps its category. Make another template for it.');
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    const { reason, advice } = error.trouble;
    throw new Refusal('channels.provider_refused', `${reason} ${advice}`, { status: 502, cause: error });
  }
}
