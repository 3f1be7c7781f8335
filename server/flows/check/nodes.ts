import type { AnswerRule } from '#contract/flow-parts.ts';
import type { FlowFault } from '#contract/flow-state.ts';
import type { FlowNode } from '#contract/flows.ts';
import { type CheckWorld, fault } from './world.ts';

/** What is wrong with one node by itself. */
export function findNodeFaults(name: string, node: FlowNode, world: CheckWorld): FlowFault[] {
  switch (node.kind) {
    case 'ask':
      return answerFaults(node.answer).map((message) => fault('wrong_answer', name, message));
    case 'say':
      return sayFaults(name, node);
    case 'wait': {
      const ways = [node.minutes !== undefined && node.event === undefined, node.until !== undefined, node.event !== undefined];
      return ways.filter(Boolean).length === 1
        ? []
        : [fault('wrong_wait', name, 'It waits for one of: minutes, a time (until), or an event.')];
    }
    case 'call':
      return stepFaults(name, node, world);
    case 'assistant':
      return [
        ...(node.tools ?? [])
          .filter((tool) => !world.intents.has(tool))
          .map((tool) => fault('unknown_intent', name, `No module offers "${tool}".`)),
        ...node.leave.flatMap((exit, index) =>
          exit.said || exit.messages !== undefined || exit.when
            ? []
            : [fault('wrong_exit', name, `Exit ${index + 1} never holds: say when.`)],
        ),
      ];
    default:
      return [];
  }
}

function sayFaults(name: string, { media, text, template, choices, link }: Extract<FlowNode, { kind: 'say' }>): FlowFault[] {
  const files = [media?.file, media?.link].filter((one) => one !== undefined).length;
  return [
    ...(media && files !== 1 ? [fault('wrong_media', name, 'A file needs either `file` or `link`, not both and not neither.')] : []),
    ...(text || media || template ? [] : [fault('nothing_said', name, 'It says nothing: give it a text, a file or a template.')]),
    ...((choices || link) && !text ? [fault('nothing_said', name, 'Choices and links need a text above them.')] : []),
  ];
}

function answerFaults(rule: AnswerRule): string[] {
  const faults: string[] = [];
  const [low, high] = rule.type === 'scale' ? [rule.from, rule.to - 1] : 'min' in rule || 'max' in rule ? [rule.min, rule.max] : [];
  if (low !== undefined && high !== undefined && low > high) faults.push('No answer can fit: the smallest is larger than the largest.');
  if (
    rule.type === 'date' &&
    rule.earliest &&
    rule.latest &&
    rule.earliest !== 'today' &&
    rule.latest !== 'today' &&
    rule.earliest > rule.latest
  )
    faults.push('No day can fit: the earliest is after the latest.');
  if (!('choices' in rule)) return faults;
  const values = rule.choices.map(({ value }) => value);
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  if (rule.type === 'choices' && (rule.min ?? 0) > values.length) faults.push('More choices must be made than there are.');
  return [...faults, ...[...new Set(twice)].map((value) => `Two choices have the value "${value}".`)];
}

function stepFaults(name: string, node: Extract<FlowNode, { kind: 'call' }>, world: CheckWorld): FlowFault[] {
  const step = world.steps.get(node.step);
  if (!step) return [fault('unknown_step', name, `No module offers the step "${node.step}".`)];
  const exits = [...step.exits, 'failed'];
  return [
    ...step.exits
      .filter((exit) => !Object.hasOwn(node.exits, exit))
      .map((exit) => fault('missing_exit', name, `The exit "${exit}" of the step leads nowhere.`)),
    ...Object.keys(node.exits)
      .filter((exit) => !exits.includes(exit))
      .map((exit) => fault('unknown_exit', name, `The step has no exit "${exit}"; it has ${exits.join(', ')}.`)),
  ];
}
