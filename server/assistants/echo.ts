import { defineAssistant } from './assistant.ts';
import { assistantSettings } from './settings.ts';

/**
 * Answers each message with its exact text, so that a channel can be proven both ways. Answers at once and keeps no menu:
 * whatever is written is echoed, but for the words that guard the contact (stop, start, a person).
 */
export const echo = defineAssistant({
  kind: 'echo',
  settings: assistantSettings({}),
  quietMs: 0,
  async answer(turn) {
    for (const message of turn.messages) {
      turn.reply({ kind: 'text', text: `echo: ${message.text ?? `[${message.kind}]`}` });
    }
    turn.note({
      step: 'assistant.echo',
      outcome: 'echoed',
      reason: 'Each message was answered with its own text.',
      numbers: { messages: turn.messages.length },
    });
  },
});
