export const insert = 'insert into messages (id, text) values ($1, $2)'; // planted
export const read = { finding: null } as unknown as Read; // planted
interface Read {
  readonly finding: null;
}
