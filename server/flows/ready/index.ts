import { ReadyFlow } from '#contract/flow-state.ts';
import appointment from './appointment.json' with { type: 'json' };
import feedback from './feedback.json' with { type: 'json' };
import hours from './hours.json' with { type: 'json' };
import lead from './lead.json' with { type: 'json' };
import welcome from './welcome.json' with { type: 'json' };

/** Flows to begin from: whole, and without a fault. Whoever takes one has a draft of their own. */
export const readyFlows: readonly ReadyFlow[] = [welcome, hours, feedback, lead, appointment].map((one) => ReadyFlow.parse(one));
