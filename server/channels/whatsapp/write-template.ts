import { ChannelError, type ChannelIo, type TemplateNews } from '#channels/channel.ts';
import type { TemplateChange, TemplateDraft } from '#contract/template-draft.ts';
import { gapsOfDraft } from '#contract/template-faults.ts';
import type { WhatsappAccount } from './account.ts';
import { type Json, tell, wordOf } from './graph.ts';

/**
 * Templates as Meta takes them. Shapes: facebook/openapi v23.0 ("Create Template"), pywa. Meta decides later, and says so by webhook; it may put
 * the template into another category at once.
 */

export async function createTemplate(account: WhatsappAccount, io: ChannelIo, draft: TemplateDraft): Promise<TemplateNews> {
  const { name, language } = draft;
  const body = { name, language, category: draft.category, allow_category_change: true, components: componentsOf(draft) };
  const answer = await written(() => tell('POST', `${account.settings.businessAccountId}/message_templates`, { account, io, body }));
  return { ...newsOf(draft, answer), name, language };
}

export async function changeTemplate(
  account: WhatsappAccount,
  io: ChannelIo,
  { name, language, providerId, draft }: { name: string; language: string; providerId: string; draft: TemplateChange },
): Promise<TemplateNews> {
  const body = { category: draft.category, components: componentsOf(draft) };
  const answer = await written(() => tell('POST', encodeURIComponent(providerId), { account, io, body }));
  return { ...newsOf(draft, answer), name, language };
}

/** Of one language; the others of its name stay. */
export async function removeTemplate(
  account: WhatsappAccount,
  io: ChannelIo,
  { name, providerId }: { name: string; providerId: string | null },
): Promise<void> {
  const one = providerId === null ? '' : `&hsm_id=${encodeURIComponent(providerId)}`;
  const path = `${account.settings.businessAccountId}/message_templates?name=${encodeURIComponent(name)}${one}`;
  await written(() => tell('DELETE', path, { account, io }));
}

function newsOf(draft: TemplateChange, answer: Json): Omit<TemplateNews, 'name' | 'language'> {
  const category = wordOf(answer.category) ?? draft.category;
  const id = wordOf(answer.id);
  return {
    ...(id === undefined ? {} : { providerId: id }),
    status: wordOf(answer.status) ?? 'PENDING',
    category,
    ...(category === draft.category ? {} : { previousCategory: draft.category }),
    reason: '',
    draft,
    text: {
      header: draft.header && { kind: 'text', text: draft.header.text },
      body: draft.body,
      footer: draft.footer,
      buttons: draft.buttons.map((one) => ({ kind: one.kind, text: one.text, url: one.kind === 'url' ? one.url : null })),
      offer: false,
      cards: [],
    },
  };
}

function componentsOf({ header, body, examples, footer, buttons }: TemplateChange): Json[] {
  const gaps = gapsOfDraft(body).length;
  return [
    ...(header
      ? [
          {
            type: 'HEADER',
            format: 'TEXT',
            text: header.text,
            ...(gapsOfDraft(header.text).length > 0 ? { example: { header_text: [header.example ?? ''] } } : {}),
          },
        ]
      : []),
    { type: 'BODY', text: body, ...(gaps > 0 ? { example: { body_text: [examples.slice(0, gaps)] } } : {}) },
    ...(footer === null ? [] : [{ type: 'FOOTER', text: footer }]),
    ...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: buttons.map(buttonOf) }]),
  ];
}

function buttonOf(button: TemplateChange['buttons'][number]): Json {
  switch (button.kind) {
    case 'quick_reply':
      return { type: 'QUICK_REPLY', text: button.text };
    case 'phone_number':
      return { type: 'PHONE_NUMBER', text: button.text, phone_number: button.phone.replace(/[^+0-9]/g, '') };
    case 'url': {
      const filled = button.url.replace('{{1}}', button.example ?? '');
      return { type: 'URL', text: button.text, url: button.url, ...(filled === button.url ? {} : { example: [filled] }) };
    }
  }
}

/** Whether a request that got no answer arrived, only the list of templates can tell. */
async function written<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ChannelError) || error.outcome !== 'unknown') throw error;
    const reason = 'It is not known whether WhatsApp took the template.';
    throw new ChannelError('unknown', {
      code: 'whatsapp.template_uncertain',
      reason,
      advice: 'Ask for the templates, and look whether it is there.',
    });
  }
}
