/** Whether somebody waits because of a message of this kind: a column's name, in SQL. A reaction or a message taken back asks for nothing. */
export const asksForAnswer = (kind: string) => `${kind} not in ('reaction', 'system', 'delete')`;
