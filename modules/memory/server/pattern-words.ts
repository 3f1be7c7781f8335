import type { Turn } from '#core/turn.ts';
import type { FoundPattern } from './patterns.ts';

/** A pattern for somebody who looks after the person: "sadness · work". */
export function patternInBrief(sentence: (key: string) => string, { what }: Pick<FoundPattern, 'what'>): string {
  const feeling = 'label' in what ? [sentence(`mood.feeling_${what.label}`)] : [];
  return [...feeling, aboutOf(sentence, what)].join(' · ');
}

function aboutOf(sentence: (key: string) => string, what: FoundPattern['what']): string {
  switch (what.kind) {
    case 'topic':
    case 'trigger':
      return sentence(`mood.topic_${what.topic}`);
    case 'person':
      return sentence(`memory.person_${what.person}`);
    case 'time':
      return sentence(`memory.part_${what.part}`);
  }
}

/** A pattern as it is put to the person: as something that was noticed and may be wrong. */
export function patternInWords(
  sentence: Turn['sentence'],
  { what, occurrences: count }: Pick<FoundPattern, 'what' | 'occurrences'>,
): string {
  const feeling = 'label' in what ? sentence(`mood.feeling_${what.label}`) : '';
  switch (what.kind) {
    case 'topic':
      return sentence('memory.pattern_topic', { count, topic: sentence(`mood.topic_${what.topic}`) });
    case 'trigger':
      return sentence('memory.pattern_trigger', { count, feeling, topic: sentence(`mood.topic_${what.topic}`) });
    case 'person':
      return sentence('memory.pattern_person', { count, feeling, person: sentence(`memory.person_${what.person}`) });
    case 'time':
      return sentence('memory.pattern_time', { count, feeling, part: sentence(`memory.part_${what.part}`) });
  }
}
