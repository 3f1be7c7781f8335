import { expect, it } from 'vitest';
import { whatsapp } from '#channels/whatsapp/index.ts';
import type { OutboundContent } from '#contract/messages.ts';
import { buildTurn } from '#tests/kit/build-turn.ts';
import { choiceOf } from './choices.ts';

const choices = (count: number, title = 'Choice') =>
  Array.from({ length: count }, (_, n) => ({ id: `c${n + 1}`, title: `${title} ${n + 1}` }));
const long = 'This sentence has forty characters in it. '.repeat(240);

function said(content: OutboundContent) {
  const turn = buildTurn({ messages: ['?'] });
  turn.reply(content);
  const replies = turn.effects.flatMap((effect) => (effect.kind === 'reply' ? [effect.content] : []));
  return { replies, offered: turn.conversation.routing.offered };
}

it.each<[string, OutboundContent, readonly string[]]>([
  ['a long text', { kind: 'text', text: long }, ['text', 'text', 'text']],
  ['three buttons', { kind: 'buttons', text: 'Which?', buttons: choices(3) }, ['buttons']],
  ['four buttons', { kind: 'buttons', text: 'Which?', buttons: choices(4) }, ['list']],
  ['a long button', { kind: 'buttons', text: 'Which?', buttons: choices(2, 'A title of more than twenty') }, ['list']],
  ['eleven buttons', { kind: 'buttons', text: 'Which?', buttons: choices(11) }, ['text']],
  ['eleven rows', { kind: 'list', text: 'Which?', button: 'Open', sections: [{ rows: choices(11) }] }, ['text']],
  [
    'long rows',
    { kind: 'list', text: 'Which?', button: 'Open', sections: [{ title: 'A', rows: choices(9, 'A title of more than twenty-four') }] },
    ['list'],
  ],
  ['a long question', { kind: 'buttons', text: long, header: 'x'.repeat(90), buttons: choices(3) }, ['text', 'text', 'text', 'buttons']],
  ['a long caption', { kind: 'image', link: 'https://x.example/a.jpg', text: long.slice(0, 2000) }, ['image', 'text']],
  ['a long button to an address', { kind: 'url', text: 'See', button: 'x'.repeat(40), url: 'https://x.example' }, ['url']],
])('%s becomes what WhatsApp takes', (_what, content, kinds) => {
  const { replies } = said(content);
  expect(replies.map((reply) => reply.kind)).toEqual(kinds);
  for (const reply of replies) expect(() => whatsapp.check(reply)).not.toThrow();
});

it('nothing of a long text is lost', () => {
  expect(
    said({ kind: 'text', text: long })
      .replies.map((reply) => (reply as { text: string }).text)
      .join(''),
  ).toBe(long);
});

it.each(['12', '12.', '١٢', '१२', 'twelve', 'kumi na mbili', 'Choice 12'])(
  'twelve choices are numbers to type: %j takes the twelfth',
  (typed) => {
    const { replies, offered } = said({ kind: 'buttons', text: 'Which?', buttons: choices(12) });
    expect(replies).toMatchObject([{ kind: 'text', text: expect.stringContaining('12. Choice 12') }]);
    const next = buildTurn({ messages: [typed], routing: { offered: offered ?? [] } });
    expect(next.messages[0] && choiceOf(next, next.messages[0])).toBe('c12');
  },
);
