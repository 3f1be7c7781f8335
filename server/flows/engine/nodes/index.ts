import type { NodeKind } from '#contract/flows.ts';
import { askRule } from './ask.ts';
import { callRule } from './call.ts';
import { branchRule, setRule } from './decide.ts';
import type { NodeRule } from './define.ts';
import { stageRule } from './stage.ts';
import { endRule, subFlowRule } from './sub-flow.ts';
import { handOverRule, sayRule } from './talk.ts';
import { waitRule } from './wait.ts';

const rules: { readonly [Kind in NodeKind]: NodeRule<Kind> } = {
  say: sayRule,
  ask: askRule,
  branch: branchRule,
  set: setRule,
  call: callRule,
  assistant: stageRule,
  wait: waitRule,
  flow: subFlowRule,
  hand_over: handOverRule,
  end: endRule,
};

/** THE list of kinds of nodes. */
export function ruleFor(kind: NodeKind): NodeRule {
  return rules[kind] as NodeRule;
}
