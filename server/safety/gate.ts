/** One scale for everything the safety rules find, from nothing to "someone may die within a day". */
export const severities = ['none', 'low', 'moderate', 'high', 'imminent'] as const;
export type Severity = (typeof severities)[number];

export interface SafetyFinding {
  readonly severity: Severity;
}

/** Reads every text before anything else does, in every state of a conversation. Pure, and no slower than 2 ms. */
export interface SafetyGate {
  /** Which rules read, for the trace: a name and a version. Null: no rules are installed, and nothing is detected. */
  readonly rules: string | null;
  read(text: string): SafetyFinding;
}

/**
 * Stands where the safety gate will stand and detects nothing, for no rules are written yet. Every trace says that none are
 * installed, so that nobody takes this "none" for a finding.
 */
export const noGate: SafetyGate = { rules: null, read: () => ({ severity: 'none' }) };
