/**
 * What a module writes into a table of its own with a turn: said as `{ kind: 'keep', by, row }`, committed with the replies and the trace,
 * whole or not at all. So somebody who withdraws a consent has withdrawn it once they read the answer.
 */
export interface Keeper {
  /** Named after its module: "companion.consents". */
  readonly name: string;
  /** The columns of a row, as SQL names and types them: "id uuid, given boolean". */
  readonly columns: string;
  /**
   * The statement, made in a store of the module around `from`: there `d` is the turn (contact_id, conversation_id, turn_id) and `r` the row. $1 is the
   * organization and $3 the time; both must stand in it.
   */
  sql(from: string): string;
  /** Of one turn a single row, in which the later said stands over the earlier: for a statement that changes what is there. */
  readonly one?: true;
}
