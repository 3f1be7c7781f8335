import { useTranslation } from 'react-i18next';
import type { Comparison, Condition } from '#contract/flow-parts.ts';
import type { FlowNode } from '#contract/flows.ts';
import { partsOf, shownIn } from './draft/texts.ts';
import { spokenField } from './kinds.ts';

/** Nodes, exits and conditions as sentences. */
export function useNodeWords() {
  const { t } = useTranslation();

  function comparison({ variable, is, value }: Comparison): string {
    const shown = Array.isArray(value) ? value.join(', ') : value === undefined ? '' : String(value);
    return t(`flows:condition.says.${is}`, { variable, value: shown });
  }
  function joined(parts: readonly Condition[], how: 'and' | 'or'): string {
    return parts.map(condition).reduce((one, other) => t(`flows:condition.${how}`, { one, other }));
  }
  function condition(one: Condition): string {
    if ('all' in one) return joined(one.all, 'and');
    if ('any' in one) return joined(one.any, 'or');
    return 'not' in one ? t('flows:condition.not', { condition: condition(one.not) }) : comparison(one);
  }
  function exit(node: FlowNode, name: string): string {
    const nth = Number(/_(\d+)$/.exec(name)?.[1]) - 1;
    const when = node.kind === 'branch' ? node.cases[nth]?.when : undefined;
    if (when) return condition(when);
    const leave = node.kind === 'assistant' ? node.leave[nth] : undefined;
    if (leave?.said) return t('flows:exit.said', { words: leave.said.join(', ') });
    if (leave?.messages !== undefined) return t('flows:exit.messages', { count: leave.messages });
    if (leave?.when) return condition(leave.when);
    return t(`flows:exit.${name}`, { defaultValue: name });
  }
  /** What a node does, where it says nothing itself. */
  function does(node: FlowNode): string {
    switch (node.kind) {
      case 'branch':
        return node.cases.map(({ when }) => condition(when)).join(' · ');
      case 'set':
        return [...Object.keys(node.values ?? {}), ...(node.stage ? [t('flows:does.stage', { stage: node.stage })] : [])].join(', ');
      case 'call':
        return node.step;
      case 'assistant':
        return t('flows:does.stage', { stage: node.stage });
      case 'wait':
        if (node.event !== undefined) return t('flows:does.event', { event: node.event });
        return node.until ? t('flows:does.until', { time: node.until.time }) : t('flows:does.minutes', { count: node.minutes ?? 0 });
      case 'flow':
        return node.flow;
      default:
        return '';
    }
  }
  /** One line that tells a node from others: its title, what it says, or what it does. */
  function line(node: FlowNode, language: string, languages: readonly string[]): string {
    if (node.title) return node.title;
    const field = spokenField(node);
    const words = field === null ? undefined : (node as { text?: never; opening?: never })[field];
    const said = partsOf(shownIn(words, language, languages))
      .map(({ text, gap }) => (gap === null ? text : `‹${gap}›`))
      .join('');
    return said === '' ? does(node) : said;
  }
  return { comparison, condition, exit, does, line };
}
