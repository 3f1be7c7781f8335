export { countReadings, type GroupFigures, isWrong, type Judged, type SafetyFigures, type Share } from './evaluate.ts';
export type { Category, Evidence, SafetyReading } from './finding.ts';
export { noGate, type SafetyFinding, type SafetyGate, type Severity, severities } from './gate.ts';
export { type LabelledLine, readLabelledLine, readTextLine, type TextLine } from './read-lines.ts';
export { readText } from './read-text.ts';
