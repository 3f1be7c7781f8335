import type { NodeOf } from '#contract/flows.ts';
import type { OutboundContent } from '#contract/messages.ts';
import { buttonOf, say, sayText, tell } from '../words.ts';
import type { Work } from '../work.ts';
import { end, leave, note } from '../work.ts';
import type { NodeRule } from './define.ts';

/** Nodes that speak and go on, or end. */

export const sayRule: NodeRule<'say'> = {
  enter(work, node) {
    work.effects.push(...contentsOf(work, node).map((content) => ({ kind: 'say' as const, content })));
    note(work, 'said', 'It was said.');
    leave(work, 'next', node.next);
  },
};

function contentsOf(work: Work, node: NodeOf<'say'>): OutboundContent[] {
  const text = node.text === undefined ? '' : tell(work, node.text);
  const { media, template, link, choices } = node;
  if (template) {
    const body = template.body?.map((words) => tell(work, words));
    return [{ kind: 'template', name: template.name, language: template.language.replace('-', '_'), ...(body ? { body } : {}) }];
  }
  const after = afterMedia(work, node, text);
  if (!media) return after;
  const { kind } = media;
  const source = media.file === undefined ? { link: media.link } : { file: media.file };
  const file = kind === 'document' && media.fileName !== undefined ? { ...source, fileName: media.fileName } : source;
  const captioned = choices === undefined && link === undefined && text !== '' && kind !== 'audio' && kind !== 'sticker';
  return captioned ? [{ kind, ...file, text } as OutboundContent] : [{ kind, ...file } as OutboundContent, ...after];
}

function afterMedia(work: Work, { choices, listButton, link }: NodeOf<'say'>, text: string): OutboundContent[] {
  if (text.trim() === '') return [];
  if (link) return [{ kind: 'url', text, button: tell(work, link.title), url: link.url }];
  if (!choices) return [{ kind: 'text', text }];
  const buttons = choices.map((choice) => buttonOf(work, choice, choice.value));
  return listButton === undefined
    ? [{ kind: 'buttons', text, buttons }]
    : [{ kind: 'list', text, button: tell(work, listButton), sections: [{ rows: buttons }] }];
}

export const handOverRule: NodeRule<'hand_over'> = {
  enter(work, node) {
    if (node.text === undefined) sayText(work, work.facts.sentence('router.person.done'));
    else say(work, node.text);
    note(work, 'handed_over', 'The flow gives the conversation to people.');
    work.effects.push({ kind: 'hand_over', reason: node.reason ?? 'flow' });
    end(work, 'handed_over');
  },
};
