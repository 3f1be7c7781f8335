export { noGate, type SafetyFinding, type SafetyGate, type Severity, severities } from './gate.ts';
