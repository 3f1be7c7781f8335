export { unsafeIn } from './answer.ts';
export { type ByRules, besideModel, besideRules, changesRules, type Found, findingsOf } from './beside/weigh.ts';
export { bringCare, personThereMinutes, readCare, wantsCare } from './care.ts';
export { countReadings, type GroupFigures, isWrong, type Judged, type SafetyFigures, type Share } from './evaluate.ts';
export type { Category, Evidence, SafetyReading } from './finding.ts';
export { type FindingRow, findingRow, findingStatements, type OnFound, type RaisedIncident } from './finding-store.ts';
export { createGate, type SafetyGate } from './gate.ts';
export { languageOf } from './language.ts';
export { emergencyNumberOf, registeredLines, validDays } from './lines/lines.ts';
export { safetySentences } from './locales/index.ts';
export { saidEverything, saidLately, watches, watchHours } from './memory.ts';
export { dangerCompanion } from './merge.ts';
export { safetyModule } from './module.ts';
export { isOpen, isWaiting, openStates, waitingStates } from './open-incidents.ts';
export { type LabelledLine, readLabelledLine, readTextLine, type TextLine } from './read-lines.ts';
export { type Finding, findingIn, type Read, readMessage, type Source, type Unsafe } from './read-message.ts';
export { readText } from './read-text.ts';
export { composeScript, emergencyWords, linesFor, type Sentence, statedAge, topicOf } from './script.ts';
export {
  type CareSettings,
  careDefaults,
  type FollowUpTemplate,
  type PhoneAlerts,
  readCareSettings,
  writeCareSettings,
} from './settings.ts';
export { isAtLeast, type Severity, severities } from './severity.ts';
export { allWordsIn, partsIn, wordsIn } from './words-in.ts';
