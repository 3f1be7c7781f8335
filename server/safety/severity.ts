/** One scale for everything the safety rules find, from nothing to "someone may die within a day". */
export const severities = ['none', 'low', 'moderate', 'high', 'imminent'] as const;
export type Severity = (typeof severities)[number];

/** Whether this is at least as severe as that. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(least);
}
