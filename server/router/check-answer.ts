import type { OutboundContent } from '#contract/messages.ts';
import type { Effect, Turn } from '#core/turn.ts';
import { emergencyWords, type Unsafe, unsafeIn } from '#safety/index.ts';

export interface Answering {
  /** Whether the words are a model's, or the organization's own. */
  readonly thinks: boolean;
  readonly settings: unknown;
}

/**
 * The same turn, in which what an assistant says is read before it counts. What must not be said is replaced, once, and nothing more of that
 * answer is said: a safe sentence, people, and a finding for those who look after the assistant.
 */
export function checkedTurn(turn: Turn, { thinks, settings }: Answering): Turn {
  let stopped = false;
  const known = [JSON.stringify(settings), turn.care?.emergency ?? '', ...(turn.care?.lines ?? []).map(({ text }) => text)].join(' \n ');

  function reply(content: OutboundContent): void {
    if (stopped) return;
    const text = wordsOf(content);
    const unsafe = unsafeIn({ text, own: !thinks, known });
    stopped = unsafe.length > 0;
    if (stopped) replace(turn, { text, unsafe });
    else turn.reply(content);
  }
  const apply = (effect: Effect) => (effect.kind === 'reply' ? reply(effect.content) : turn.apply(effect));
  return Object.create(turn, { reply: { value: reply }, apply: { value: apply } }) as Turn;
}

function replace(turn: Turn, { text, unsafe }: { text: string; unsafe: readonly Unsafe[] }): void {
  const { safety } = turn.conversation.routing;
  const sentence = (key: string, values?: Readonly<Record<string, string>>) => turn.sentence(key, values, safety?.language);
  const reason = `The assistant was about to say what it must not (${unsafe.join(', ')}): replaced, and people take over.`;
  turn.note({ step: 'safety.answer', outcome: unsafe[0] ?? 'unsafe', reason, evidence: { text } });
  const emergency = emergencyWords(sentence, turn.care?.emergency ?? null);
  turn.reply({ kind: 'text', text: sentence('safety.unsafe', { organization: turn.channel.organizationName, emergency }) });
  turn.handOver('unsafe_answer');
  const answered = turn.messages.at(-1);
  if (!answered) return;
  const finding = { source: 'answer', severity: 'moderate', categories: [...unsafe], hard: true, evidence: [], reason, rules: 'answers' };
  turn.apply({ kind: 'add_finding', messageId: answered.id, finding });
}

/** Everything of it that is read by the contact. */
function wordsOf(content: OutboundContent): string {
  const parts: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') parts.push(value);
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) gather(inner);
  };
  gather(content);
  return parts.join('\n');
}
