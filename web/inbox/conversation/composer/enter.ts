import { useState } from 'react';

const kept = 'baraza.enter';

/** Whether Enter sends, as this person likes it on this machine. With a finger it does not: there Enter is how lines are made. */
export function useEnterSends(): readonly [boolean, (sends: boolean) => void] {
  const [sends, setSends] = useState(readEnter);
  return [
    sends,
    (next) => {
      localStorage.setItem(kept, next ? 'sends' : 'line');
      setSends(next);
    },
  ];
}

function readEnter(): boolean {
  const said = localStorage.getItem(kept);
  return said === null ? !matchMedia('(pointer: coarse)').matches : said === 'sends';
}

/** What a key press in the text means. */
export function isSendKey(
  event: { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; isComposing: boolean },
  enterSends: boolean,
) {
  if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return false;
  return event.ctrlKey || event.metaKey || enterSends;
}
