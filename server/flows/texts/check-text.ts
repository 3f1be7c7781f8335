import type { FlowFault } from '#contract/flow-state.ts';
import type { TextContent } from '#contract/texts.ts';
import { openTemplates } from '#templates/index.ts';
import { fault } from '../check/world.ts';
import { declarationOf } from '../drafts/check-flow.ts';
import type { FlowTools } from '../tools.ts';
import { textPrefix } from './text-variables.ts';

/** Everything that is wrong with a stored text; `node` names where: the language, or the channel and the language. */
export async function faultsOfText(tools: Pick<FlowTools, 'parts'>, content: TextContent): Promise<FlowFault[]> {
  const templates = await openTemplates();
  const { providers } = tools.parts();
  const places = [
    ...Object.entries(content.words),
    ...Object.entries(content.channels).flatMap(([channel, words]) =>
      Object.entries(words).map(([language, source]) => [`${channel}/${language}`, source] as const),
    ),
  ];
  return places.flatMap(([place, source]) => {
    const unreadable = templates.fault(source);
    if (unreadable !== null) return [fault('unreadable_text', place, `The text ${unreadable}`)];
    return templates.gaps(source).flatMap(({ variable, fallback }) => {
      if (variable.startsWith('answers.') || variable.startsWith('flow.') || variable.startsWith(textPrefix))
        return [
          fault(
            'unknown_variable',
            place,
            `A stored text cannot name "${variable}": it is said in many flows, and knows only the contact.`,
          ),
        ];
      const found = declarationOf(providers, variable);
      if (!found) return [fault('unknown_variable', place, `It names "${variable}", which nobody provides.`)];
      if (fallback || found.always) return [];
      const advice = `write {{ ${variable} | default: "…" }}`;
      return [fault('no_fallback', place, `It names "${variable}" without saying what stands there when nobody knows; ${advice}.`)];
    });
  });
}
