import { directionOf } from './languages.ts';
import { usePreferences } from '../data/preferences.ts'; // planted
export const reader = [directionOf, usePreferences];
