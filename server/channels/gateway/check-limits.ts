import { ChannelError } from '#channels/channel.ts';
import type { OutboundContent } from '#contract/messages.ts';

/** The widest a gateway may be; what the one in hand cannot show is written as text when it is sent. */
export const LIMITS = { text: 65_536, buttons: 10, rows: 100, title: 200, description: 400 } as const;

/** What every gateway is told it must take: docs/running/gateway.md. */
export type GatewayContent = Extract<OutboundContent, { kind: 'text' | 'buttons' | 'list' }>;

export function isForGateway(content: OutboundContent): content is GatewayContent {
  return content.kind === 'text' || content.kind === 'buttons' || content.kind === 'list';
}

export function checkLimits(content: OutboundContent): void {
  if (!isForGateway(content)) throw notTaken(content.kind);
  if (content.kind !== 'list') return;
  const rows = content.sections.flatMap((section) => section.rows).length;
  if (rows <= LIMITS.rows) return;
  const trouble = { code: 'gateway.too_long', reason: `A list may have at most ${LIMITS.rows} rows.`, advice: 'Offer fewer.' };
  throw new ChannelError('never', trouble, { field: 'sections' });
}

export function notTaken(kind: string): ChannelError {
  const trouble = { code: 'gateway.not_taken', reason: `A gateway takes no ${kind}.`, advice: 'Write it as text; a file as its address.' };
  return new ChannelError('never', trouble, { field: 'kind' });
}
