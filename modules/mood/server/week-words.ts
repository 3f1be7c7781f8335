import type { Turn } from '#core/turn.ts';
import type { Week } from './week.ts';

/** A week in words, for a chat and as the words beside its picture. */
export function weekInWords(sentence: Turn['sentence'], week: Week): string {
  const { said, heard, about, direction } = week;
  if (said === null && heard === null) return sentence('mood.week_none');
  return [
    said && sentence('mood.week_self', said),
    direction === 'up' || direction === 'down' ? sentence(`mood.week_${direction}`) : null,
    heard && sentence('mood.week_heard', { feeling: sentence(`mood.feeling_${heard}`) }),
    about.length > 0 ? sentence('mood.week_about', { topics: about.map((topic) => sentence(`mood.topic_${topic}`)).join(', ') }) : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
}
