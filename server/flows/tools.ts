import type { ChannelAdapter } from '#channels/channel.ts';
import type { ChannelDirectory } from '#channels/index.ts';
import type { Intent } from '#core/dialogue/intent.ts';
import type { FlowOffers } from '#core/feature.ts';
import type { FileTools } from '#core/files/tools.ts';
import type { Turn } from '#core/turn.ts';
import type { Say } from '#platform/i18n.ts';
import type { Log } from '#platform/log.ts';
import type { TurnRunner } from '#router/index.ts';
import type { Books } from './turn/book.ts';
import type { Prepared } from './turn/prepare.ts';

/** What flows need beyond a scope. */
export interface FlowTools {
  readonly books: Pick<Books, 'forget' | 'published' | 'texts'>;
  readonly log: Log;
  readonly files: FileTools;
  /** Our own sentences, as flows say them. */
  readonly say: Say;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly directory: Pick<ChannelDirectory, 'byId'>;
  prepare(turn: Turn, run?: string): Promise<Prepared | null>;
  /** What the modules offer, known once they are all there. */
  parts(): FlowOffers & { readonly intents: readonly Intent[] };
  /** A turn in which nobody wrote. */
  readonly own: TurnRunner['own'];
}
