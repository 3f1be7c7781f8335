import { ChannelError, type OutboundMessage } from '#channels/channel.ts';
import { contentBody } from './content-body.ts';

/** The body of `POST /<number>/messages`, Meta's Messages API. Examples: testdata/sends.json. */
export function messageBody(message: OutboundMessage): Record<string, unknown> {
  // A reaction names its message in its own part.
  const quotes = message.content.kind === 'reaction' ? undefined : message.quotes;
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipientOf(message),
    ...(quotes === undefined ? {} : { context: { message_id: quotes } }),
    // Comes back in every status, even one that overtakes the answer: the only way to recognise a message after a crash.
    biz_opaque_callback_data: message.id,
    ...contentBody(message),
  };
}

/** A phone number works for every kind of message; a BSUID not for all (131062), so it serves when there is no number. */
function recipientOf({ recipient }: OutboundMessage): { to: string } | { recipient: string } {
  if (recipient.to) return { to: recipient.to };
  if (recipient.recipient) return { recipient: recipient.recipient };
  const reason = 'The contact has neither a phone number nor a WhatsApp user id.';
  throw new ChannelError('never', { code: 'whatsapp.no_recipient', reason, advice: 'Wait until the contact writes on this channel.' });
}
