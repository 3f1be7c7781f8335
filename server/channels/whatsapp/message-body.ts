import { ChannelError, type OutboundMessage } from '#channels/channel.ts';
import type { Choice, OutboundContent } from '#contract/messages.ts';

/** The body of `POST /<number>/messages`, Meta's Messages API. Examples: testdata/sends.json. */
export function messageBody(message: OutboundMessage): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipientOf(message),
    ...(message.quotes === undefined ? {} : { context: { message_id: message.quotes } }),
    // Comes back in every status, even one that overtakes the answer: the only way to recognise a message after a crash.
    biz_opaque_callback_data: message.id,
    ...contentOf(message.content),
  };
}

/** A phone number works for every kind of message; a BSUID not for all (131062), so it serves when there is no number. */
function recipientOf({ recipient }: OutboundMessage): { to: string } | { recipient: string } {
  if (recipient.to) return { to: recipient.to };
  if (recipient.recipient) return { recipient: recipient.recipient };
  const reason = 'The contact has neither a phone number nor a WhatsApp user id.';
  throw new ChannelError('never', { code: 'whatsapp.no_recipient', reason, advice: 'Wait until the contact writes on this channel.' });
}

function contentOf(content: OutboundContent): Record<string, unknown> {
  if (content.kind === 'text') return { type: 'text', text: { body: content.text } };
  return { type: 'interactive', interactive: { ...frameOf(content), ...choicesOf(content) } };
}

function frameOf(content: { text: string; header?: string; footer?: string }): Record<string, unknown> {
  return {
    ...(content.header === undefined ? {} : { header: { type: 'text', text: content.header } }),
    body: { text: content.text },
    ...(content.footer === undefined ? {} : { footer: { text: content.footer } }),
  };
}

/** Buttons have no description on WhatsApp; it is left out rather than refused, for the title is what is tapped. */
function choicesOf(content: Exclude<OutboundContent, { kind: 'text' }>): Record<string, unknown> {
  if (content.kind === 'buttons') {
    const buttons = content.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }));
    return { type: 'button', action: { buttons } };
  }
  const sections = content.sections.map((section) => ({
    ...(section.title === undefined ? {} : { title: section.title }),
    rows: section.rows.map(rowOf),
  }));
  return { type: 'list', action: { button: content.button, sections } };
}

function rowOf({ id, title, description }: Choice): Record<string, unknown> {
  return { id, title, ...(description === undefined ? {} : { description }) };
}
