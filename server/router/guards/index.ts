import type { Guard } from './define.ts';
import { languageGuard } from './language.ts';
import { menuGuard } from './menu.ts';
import { personGuard } from './person.ts';
import { safetyGuard } from './safety.ts';
import { stopGuard } from './stop.ts';

/**
 * All guards, in the order they look. Safety is first and reads everything, whatever the others do. Stop is before person:
 * who wants silence gets it. Language is before menu, so that the menu comes in the new language.
 */
export const guards: readonly Guard[] = [safetyGuard, stopGuard, personGuard, languageGuard, menuGuard];
