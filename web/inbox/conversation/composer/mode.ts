/** A reply goes to the contact; a note never does. */
export type Mode = 'reply' | 'note';
