/** An incident nobody has closed yet: what its contact writes joins it. In the words of the index `incidents_open`. */
export const openStates = ['raised', 'delivered', 'acknowledged'] as const;
/** Of them: nobody has acknowledged it, and people are called. */
export const waitingStates = ['raised', 'delivered'] as const;

const among = (states: readonly string[]) => `state in (${states.map((state) => `'${state}'`).join(', ')})`;
/** In statements, behind the table's letter where there are several. */
export const isOpen = among(openStates);
export const isWaiting = among(waitingStates);
