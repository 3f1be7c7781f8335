import type { ChannelTools } from '#channels/index.ts';
import type { Rehearse } from '#router/index.ts';

/** What looking into decisions needs beyond a scope. */
export interface InspectorTools {
  readonly channels: Pick<ChannelTools, 'channel' | 'adapters' | 'checkAssistant'>;
  /** Decides without sending or writing. */
  readonly rehearse: Rehearse;
}
