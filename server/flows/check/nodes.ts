import type { FileUse } from '#channels/channel.ts';
import type { AnswerRule } from '#contract/flow-parts.ts';
import type { FlowFault } from '#contract/flow-state.ts';
import type { FlowNode, NodeOf } from '#contract/flows.ts';
import { inWords } from '#platform/files/file-fault.ts';
import { type ChannelLimits, type CheckWorld, fault, warning } from './world.ts';

/** What is wrong with one node by itself. */
export function findNodeFaults(name: string, node: FlowNode, world: CheckWorld): FlowFault[] {
  switch (node.kind) {
    case 'ask':
      return answerFaults(node.answer).map((message) => fault('wrong_answer', name, message));
    case 'say':
      return [...sayFaults(name, node), ...fileFaults(name, node, world)];
    case 'wait': {
      const ways = [node.minutes !== undefined && node.event === undefined, node.until !== undefined, node.event !== undefined];
      if (ways.filter(Boolean).length !== 1)
        return [fault('wrong_wait', name, 'It waits for one of: minutes, a time (until), or an event.')];
      return node.event === undefined || world.events.has(node.event)
        ? []
        : [warning('unknown_event', name, `No module tells of "${node.event}": it would wait until it is late.`)];
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

function sayFaults(name: string, { media, text, template, choices, link }: NodeOf<'say'>): FlowFault[] {
  const files = [media?.file, media?.link].filter((one) => one !== undefined).length;
  return [
    ...(media && files !== 1 ? [fault('wrong_media', name, 'A file needs either `file` or `link`, not both and not neither.')] : []),
    ...(text || media || template ? [] : [fault('nothing_said', name, 'It says nothing: give it a text, a file or a template.')]),
    ...((choices || link) && !text ? [fault('nothing_said', name, 'Choices and links need a text above them.')] : []),
  ];
}

/** A channel that cannot carry it is no fault while another can: a branch may keep the two apart. */
function fileFaults(name: string, { media, template }: NodeOf<'say'>, { files, channels }: CheckWorld): FlowFault[] {
  if (!media || template) return [];
  const file = media.file === undefined ? null : files.get(media.file);
  if (file === undefined) return [fault('file_gone', name, 'Its file is not here: choose it again.')];
  const refusals = channels.flatMap((channel) => refusalBy(channel, media.kind, file) ?? []);
  const none = refusals.length === channels.length;
  return refusals.map(({ code, message }) => (none ? fault : warning)(code, name, message));
}

/** Why a channel does not take it; null: it does. What stands behind an address is not known. */
function refusalBy(
  { name, files }: ChannelLimits,
  use: FileUse,
  file: { mediaType: string; size: number } | null,
): { code: string; message: string } | null {
  const limit = files?.[use];
  if (!limit) return { code: 'file_not_carried', message: `“${name}” carries no ${use}.` };
  if (file === null) return null;
  const mediaType = file.mediaType.split(';')[0] ?? '';
  if (limit.types !== null && !limit.types.includes(mediaType))
    return { code: 'file_wrong_type', message: `It is ${mediaType}; as ${use}, “${name}” takes ${limit.types.join(', ')}.` };
  return file.size <= limit.bytes
    ? null
    : { code: 'file_too_large', message: `It has ${inWords(file.size)}; as ${use}, “${name}” takes ${inWords(limit.bytes)}.` };
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
