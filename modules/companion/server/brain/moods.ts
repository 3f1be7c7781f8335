import type { MoodReading } from '../mind.ts';

/** Moods that the companion has words for. */
export const families = ['sad', 'anxious', 'angry', 'lonely', 'tired', 'ashamed', 'grief', 'stressed', 'glad', 'calm'] as const;
export type Family = (typeof families)[number];

export const topics = ['sleep', 'work', 'study', 'family', 'relationship', 'money', 'health', 'loss', 'faith'] as const;
export type Topic = (typeof topics)[number];

/** Other names for them, as those who read moods may call them. */
const also: Readonly<Record<string, Family>> = {
  sadness: 'sad',
  low: 'sad',
  down: 'sad',
  hopeless: 'sad',
  empty: 'sad',
  disappointed: 'sad',
  hurt: 'sad',
  anxiety: 'anxious',
  afraid: 'anxious',
  fear: 'anxious',
  fearful: 'anxious',
  worried: 'anxious',
  nervous: 'anxious',
  panic: 'anxious',
  anger: 'angry',
  frustrated: 'angry',
  irritated: 'angry',
  loneliness: 'lonely',
  exhausted: 'tired',
  fatigue: 'tired',
  numb: 'tired',
  shame: 'ashamed',
  guilt: 'ashamed',
  guilty: 'ashamed',
  grieving: 'grief',
  overwhelmed: 'stressed',
  stress: 'stressed',
  joy: 'glad',
  joyful: 'glad',
  happy: 'glad',
  grateful: 'glad',
  hopeful: 'glad',
  proud: 'glad',
  content: 'calm',
  relieved: 'calm',
  peaceful: 'calm',
};

/** Below this nobody should be told how they feel. */
const sure = 0.4;

export function familyOf(mood: MoodReading | null): Family | null {
  if (!mood || mood.confidence < sure) return null;
  const label = mood.label.toLowerCase();
  return families.find((one) => one === label) ?? also[label] ?? null;
}

export function topicOf(mood: MoodReading | null): Topic | null {
  return topics.find((one) => mood?.about.includes(one)) ?? null;
}
