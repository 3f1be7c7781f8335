import { createInterface } from 'node:readline';
import type { Choice, OutboundContent } from '#contract/messages.ts';
import { readOptions } from '#platform/command-line.ts';
import type { ChatPartner } from '../boot/chat-partner.ts';
import { say } from './terminal.ts';

/** How long to wait for answers when the input ends (a pipe): the last words deserve their reply. */
const lastWordsMs = 1500;

export interface ChatWishes {
  /** The slug of an organization; the first one when it is not said. */
  readonly organization: string | undefined;
  /** The name of the test person. */
  readonly as: string;
  readonly assistant: string | undefined;
}

/** Throws `BadCommand`. */
export function readWishes(words: readonly string[]): ChatWishes {
  const { organization, as, assistant } = readOptions(words, {
    organization: { type: 'string' },
    as: { type: 'string', default: 'Test person' },
    assistant: { type: 'string' },
  });
  return { organization, as, assistant };
}

/** `baraza chat`: every line typed is a message; a number taps the choice that was offered. Ends at /quit or end of input. */
export async function chat(partner: ChatPartner, { organization, as: person, assistant }: ChatWishes): Promise<number> {
  const opened = await partner.open({
    ...(organization === undefined ? {} : { organization }),
    ...(assistant === undefined ? {} : { assistant }),
  });
  const { channelId, organizationId } = opened;
  let offered: readonly Choice[] = [];
  const end = partner.listen({ channelId, person }, (content) => {
    offered = choicesOf(content);
    say(draw(content));
  });
  say(`You are "${person}", writing to ${opened.organization} (assistant: ${opened.assistant}). Type a message; /quit ends.\n`);

  const lines = createInterface({ input: process.stdin, terminal: false });
  for await (const line of lines) {
    if (line.trim() === '/quit') break;
    if (line.trim() === '') continue;
    const tapped = offered[Number(line.trim()) - 1];
    const said = { organizationId, channelId, person, text: tapped?.title ?? line };
    await partner.say(tapped ? { ...said, choice: tapped.id } : said);
  }
  if (!process.stdin.isTTY) await new Promise((resolve) => setTimeout(resolve, lastWordsMs));
  end();
  return 0;
}

function choicesOf(content: OutboundContent): readonly Choice[] {
  if (content.kind === 'buttons') return content.buttons;
  return content.kind === 'list' ? content.sections.flatMap((section) => section.rows) : [];
}

function draw(content: OutboundContent): string {
  const text = ('text' in content && content.text ? content.text : `(${content.kind})`).replace(/^/gm, '  ');
  const choices = choicesOf(content).map(
    (choice, index) => `    [${index + 1}] ${choice.title}${choice.description ? ` – ${choice.description}` : ''}`,
  );
  return ['', text, ...choices, ''].join('\n');
}
