import { describe, expect, it } from 'vitest';
import { createTestClock } from '#tests/kit/clock.ts';
import { createReadMarks } from './read-marks.ts';

describe('marking as read', () => {
  it('marks the first message at once and the last of a burst when the time has passed', async () => {
    const clock = createTestClock();
    const markRead = createReadMarks(clock);
    const marked: string[] = [];
    for (const message of ['a1', 'a2', 'a3']) markRead('a', () => marked.push(message));
    expect(marked).toEqual(['a1']);
    await clock.advance(3000);
    expect(marked).toEqual(['a1', 'a3']);
    await clock.advance(3000);
    markRead('a', () => marked.push('a4'));
    expect(marked).toEqual(['a1', 'a3', 'a4']);
  });

  it('keeps conversations apart', () => {
    const markRead = createReadMarks(createTestClock());
    const marked: string[] = [];
    for (const conversation of ['a', 'b']) markRead(conversation, () => marked.push(conversation));
    expect(marked).toEqual(['a', 'b']);
  });
});
