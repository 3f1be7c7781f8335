import type { ReadyFlow } from '#contract/flow-state.ts';
import { changes } from './changes.ts';
import { exercises } from './exercises.ts';
import { welcome } from './welcome.ts';

/** What the companion needs, published when it is switched on; and what an organization may change after that. */
export const companionFlows: readonly ReadyFlow[] = [welcome, ...changes, ...exercises];
