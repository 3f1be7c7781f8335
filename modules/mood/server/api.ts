/** What other modules may ask of moods. Whoever shows a diary to somebody asks first whether it is theirs to see. */
export { askAboutMood, type MoodAsking, readAsking, shouldAsk } from './asking.ts';
export { forgetAll, forgetAllInside } from './forget-moods.ts';
export { lastMoods, type MoodsWanted, moodsOf } from './list-moods.ts';
export { readerVersion, readMood } from './reading/read-mood.ts';
export { type Week, type WeekDay, weekOf } from './week.ts';
export { weekInWords } from './week-words.ts';
