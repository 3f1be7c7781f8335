import type { Turn, TurnFinding } from '#core/turn.ts';
import { type Language, languages } from '#platform/i18n.ts';

/**
 * In which language somebody is answered who has not chosen one: that of the rule that stopped at their words. Undefined: they have
 * chosen, or nobody knows; then the organization's.
 */
export function languageOf(turn: Turn, text: string, finding: Pick<TurnFinding, 'evidence'> | null): Language | undefined {
  if (turn.contact.language !== null) return undefined;
  const rule = finding?.evidence[0]?.rule.split('.')[0];
  if (rule !== 'hindustani') return languages.find((language) => language === rule);
  // One set of rules for both languages in three scripts.
  if (/\p{Script=Devanagari}/u.test(text)) return 'hi';
  if (/\p{Script=Arabic}/u.test(text)) return 'ur';
  return turn.channel.organizationLanguage.startsWith('hi') ? 'hi-Latn' : 'ur-Latn';
}
