import { z } from 'zod';

/**
 * What can be said to a contact, in our own terms. A channel's adapter translates it to the provider's wire format.
 * The limits here are the widest any channel has; each adapter's abilities are narrower and checked before sending.
 */
export const Choice = z.object({
  id: z.string().min(1).max(256),
  title: z.string().min(1).max(200),
  description: z.string().max(400).optional(),
});
export type Choice = z.infer<typeof Choice>;

const Text = z.string().min(1).max(65_536);

export const OutboundContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: Text }),
  /** A question with up to a handful of answers to tap. */
  z.object({
    kind: z.literal('buttons'),
    text: Text,
    header: z.string().min(1).max(60).optional(),
    footer: z.string().min(1).max(60).optional(),
    buttons: z.array(Choice).min(1).max(10),
  }),
  /** A question with a longer list of answers, opened by one button. */
  z.object({
    kind: z.literal('list'),
    text: Text,
    header: z.string().min(1).max(60).optional(),
    footer: z.string().min(1).max(60).optional(),
    button: z.string().min(1).max(20),
    sections: z
      .array(z.object({ title: z.string().max(24).optional(), rows: z.array(Choice).min(1).max(10) }))
      .min(1)
      .max(10),
  }),
]);
export type OutboundContent = z.infer<typeof OutboundContent>;

/**
 * What a contact can send, in our own terms. Kinds we translate in full carry `text` or `content`; every kind keeps the
 * provider's own form beside it when our terms say less than the provider did.
 */
export const InboundKind = z.enum([
  'text',
  'button',
  'choice',
  'image',
  'audio',
  'voice',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'order',
  'system',
  'edit',
  'delete',
  'form',
  'unsupported',
]);
export type InboundKind = z.infer<typeof InboundKind>;

/** The states of an outgoing message, in the order they can follow each other; a status never moves backwards. */
export const OutboundStatus = z.enum(['pending', 'sending', 'uncertain', 'needs_template', 'error', 'failed', 'sent', 'delivered', 'read']);
export type OutboundStatus = z.infer<typeof OutboundStatus>;

/** Why a message was not sent and what a person can do about it. */
export const SendTrouble = z.object({
  code: z.string(),
  reason: z.string(),
  advice: z.string(),
  /** The provider's own code and words, for the person who has to ask them. */
  provider: z.object({ code: z.string().optional(), message: z.string().optional() }).optional(),
});
export type SendTrouble = z.infer<typeof SendTrouble>;
