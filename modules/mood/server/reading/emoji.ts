import type { MoodLabel } from '../../contract.ts';

/** A feeling that something in a text says. */
export interface Felt {
  readonly label: MoodLabel;
  readonly intensity: number;
  /** How much it counts against others. */
  readonly weight: number;
}

/** What pictures say of a mood. Said beside words they count less than these. */
const pictures: Partial<Record<MoodLabel, string>> = {
  happy: '😀😃😄😁😆😊🙂😍🥰🥳🎉🎊😂🤣❤💃🕺😎🤩',
  grateful: '🙏',
  hopeful: '🤞🌈🌅',
  calm: '😌🧘🕊',
  tired: '😴🥱😪😫',
  stressed: '🤯😵',
  anxious: '😰😨😱😟😧😬',
  sad: '😢😭😞😔💔😿☹🙁😥🥺',
  angry: '😡😠🤬😤👿',
  ashamed: '😳🫣',
};

const byPicture = new Map(
  Object.entries(pictures).flatMap(([label, list]) => [...(list as string)].map((one): [string, MoodLabel] => [one, label as MoodLabel])),
);

/** Three hundred of them say no more than a few. */
const most = 3;

export function feelingsOfEmoji(text: string): Felt[] {
  const counts = new Map<MoodLabel, number>();
  for (const picture of text.match(/\p{Extended_Pictographic}/gu) ?? []) {
    const label = byPicture.get(picture);
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].map(([label, count]) => ({ label, intensity: Math.min(0.8, 0.4 + 0.1 * Math.min(most, count)), weight: 0.7 }));
}
