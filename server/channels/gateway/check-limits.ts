import { ChannelError } from '#channels/channel.ts';
import type { OutboundContent } from '#contract/messages.ts';

/** The widest a gateway may be; what the one in hand cannot show is written as text when it is sent. */
export const LIMITS = { text: 65_536, buttons: 10, rows: 100, title: 200, description: 400 } as const;

export function checkLimits(content: OutboundContent): void {
  if (content.kind !== 'list') return;
  const rows = content.sections.flatMap((section) => section.rows).length;
  if (rows <= LIMITS.rows) return;
  const trouble = { code: 'gateway.too_long', reason: `A list may have at most ${LIMITS.rows} rows.`, advice: 'Offer fewer.' };
  throw new ChannelError('never', trouble, { field: 'sections' });
}
