import { settingsFor } from '#assistants/index.ts';
import type { Choice } from '#contract/messages.ts';
import type { Turn } from '#core/turn.ts';
import type { Brain } from './brain.ts';

/**
 * What the channel's assistant adds to the menu; null when it keeps none, as `echo` does: there "menu" and "english" are
 * ordinary texts, and echoed like every other.
 */
export function menuOf(turn: Turn, brain: Brain): readonly Choice[] | null {
  const assistant = brain.assistants.get(turn.channel.assistant.kind);
  if (!assistant?.menu) return null;
  const checked = settingsFor(assistant, turn.channel.assistant);
  return checked.faults.length > 0 ? [] : assistant.menu(turn, checked.settings);
}

export function hasMenu(turn: Turn, brain: Brain): boolean {
  return brain.assistants.get(turn.channel.assistant.kind)?.menu !== undefined;
}
