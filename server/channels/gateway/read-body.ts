import { z } from 'zod';
import type { AwaitedFile, Notice, ReceivedMessage, ReceivedStatus, Reception } from '#channels/channel.ts';
import { explainIssues, explainTexts } from '#platform/fields.ts';

/** What a gateway may say. Unknown fields are let through, so that it can say more to others. */
const line = (most: number) => z.string().min(1).max(most);
const Id = line(200);
const At = z.iso.datetime({ offset: true });

export const Message = z.looseObject({
  id: Id.describe('Yours; the same message may come as often as you like.'),
  from: z.looseObject({ id: Id, name: line(200).optional() }),
  at: At.optional(),
  text: line(16_384).optional(),
  choice: z
    .looseObject({ id: line(256), title: line(200).optional() })
    .optional()
    .describe('What the person tapped.'),
  media: z
    .looseObject({
      kind: z.enum(['image', 'audio', 'voice', 'video', 'document', 'sticker']),
      url: z.url({ protocol: /^https?$/, error: 'must be a web address' }).max(2000),
      type: line(200).optional().describe('Its media type, when the server of the file does not say it.'),
      name: line(240).optional(),
    })
    .optional(),
  quotes: Id.optional().describe('Your id of the message it answers.'),
});
export const Status = z.looseObject({
  id: Id.describe('Yours, from your answer when we gave you the message.'),
  messageId: z.uuid().optional().describe('Ours.'),
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  at: At.optional(),
  reason: line(500).optional(),
});
const Body = z.looseObject({
  messages: z.array(z.unknown()).max(100).default([]),
  statuses: z.array(z.unknown()).max(1000).default([]),
  /** "inline": the request waits for what is said to its messages, and gets it in the answer. */
  answer: z.unknown().optional(),
  waitSeconds: z.unknown().optional(),
});

/** A person does not wait longer, and few systems in between do. */
const waitSecondsMax = 10;
const Waiting = z.looseObject({
  answer: z.literal('inline'),
  waitSeconds: z.number().min(1).max(waitSecondsMax).default(waitSecondsMax),
});

/** Translates a body. Never throws: what cannot be read becomes a notice, and never hides what can. */
export function readBody(body: Buffer, { gateway, at }: { gateway: string; at: Date }): Reception {
  const value = parse(body);
  const envelope = Body.safeParse(value);
  if (!envelope.success) return { messages: [], statuses: [], notices: [unreadable(faultOf(envelope.error, value), value)] };
  const notices: Notice[] = [];
  const each = <T, R>(items: readonly unknown[], schema: z.ZodType<T>, make: (item: T) => R): R[] =>
    items.flatMap((item) => {
      const texts = explainTexts(item);
      const read = schema.safeParse(item);
      if (read.success && texts.length === 0) return [make(read.data)];
      notices.push(unreadable(read.success ? `${texts[0]?.field} ${texts[0]?.message}.` : faultOf(read.error, item), item));
      return [];
    });
  const messages = each(envelope.data.messages, Message, (one) => toMessage(one, gateway));
  const statuses = each(envelope.data.statuses, Status, (one) => toStatus(one, at));
  const waits = readWaiting(envelope.data, notices);
  return { messages, statuses, notices, ...(waits ? { waits } : {}) };
}

/** A wish that cannot be read hides nothing either: the messages are taken, and answered by call. */
function readWaiting({ answer, waitSeconds }: z.infer<typeof Body>, notices: Notice[]): Reception['waits'] | null {
  if (answer === undefined) return null;
  const asked = { answer, waitSeconds };
  const read = Waiting.safeParse(asked);
  if (read.success) return { seconds: read.data.waitSeconds };
  notices.push(unreadable(faultOf(read.error, asked), asked));
  return null;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function faultOf(error: z.ZodError, value: unknown): string {
  const [first] = explainIssues(error, value);
  return first && value !== undefined ? `${first.field || 'The body'} ${first.message}.` : 'The body is not JSON.';
}

function unreadable(reason: string, raw: unknown): Notice {
  return { kind: 'unreadable', reason, raw: raw === undefined ? null : raw };
}

/** Two gateways of one organization may call two people the same: each speaks of its own. */
const addressOf = (gateway: string, id: string) => `id:${gateway}/${id}`;

function toMessage(one: z.infer<typeof Message>, gateway: string): ReceivedMessage {
  const { id, from, at, text, choice, media, quotes } = one;
  const words = text ?? choice?.title;
  return {
    providerId: id,
    at: at === undefined ? null : new Date(at),
    sender: {
      addresses: [addressOf(gateway, from.id)],
      recipient: { id: from.id },
      ...(from.name === undefined ? {} : { name: from.name }),
    },
    kind: choice ? 'choice' : (media?.kind ?? (words === undefined ? 'unsupported' : 'text')),
    ...(words === undefined ? {} : { text: words }),
    ...(choice ? { content: { id: choice.id, title: choice.title ?? choice.id } } : {}),
    ...(media ? { content: fileIn(media) } : {}),
    ...(quotes === undefined ? {} : { quotes }),
  };
}

/** Fetched after it was stored (inbox/media.ts): until then its id is its address. */
function fileIn({ kind, url, type, name }: NonNullable<z.infer<typeof Message>['media']>): Readonly<Record<string, unknown>> {
  const media: AwaitedFile = { state: 'waiting', providerId: url, ...(type === undefined ? {} : { mediaType: type }) };
  return { media, ...(name === undefined ? {} : { fileName: name }), ...(kind === 'voice' ? { voice: true } : {}) };
}

function toStatus({ id, messageId, status, at, reason }: z.infer<typeof Status>, now: Date): ReceivedStatus {
  const trouble = {
    code: 'gateway.failed',
    reason: reason ?? 'The gateway said that it could not deliver the message.',
    advice: 'Ask whoever runs the gateway.',
  };
  return {
    providerId: id,
    status,
    at: at === undefined ? now : new Date(at),
    ...(messageId === undefined ? {} : { messageId }),
    ...(status === 'failed' ? { trouble, outcome: 'never' as const } : {}),
  };
}
