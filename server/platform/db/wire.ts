import { serialize } from 'pg-protocol';
import type { BackendMessage, CommandCompleteMessage, DataRowMessage, RowDescriptionMessage } from 'pg-protocol/dist/messages.js';
import { getTypeParser, setTypeParser } from 'pg-types';
import { DatabaseError, type Result, type Row, type Statement, type Value } from './statement.ts';

/**
 * PostgreSQL's extended query protocol for a whole script at once (https://www.postgresql.org/docs/current/protocol-flow.html).
 * Both engines speak it, so the hot path is the same bytes on PGlite and on a server.
 */

// bigint counters stay far below 2^53; as strings they would compare wrongly.
setTypeParser(20, Number);

type Parser = (text: string) => unknown;

/** The bytes of a script: Parse (unless this session knows the statement), Bind, Describe, Execute for each, one Sync. */
export function encodeScript(statements: readonly Statement<object>[], known: ReadonlySet<string>): { bytes: Buffer; parses: string[] } {
  const parts: Buffer[] = [];
  const parses: string[] = [];
  for (const statement of statements) {
    const name = statement.name ?? '';
    if (name === '' || !(known.has(name) || parses.includes(name))) {
      parts.push(serialize.parse({ name, text: statement.text }));
      parses.push(name);
    }
    parts.push(serialize.bind({ statement: name, values: statement.values.map(encodeValue) }));
    parts.push(serialize.describe({ type: 'P' }), serialize.execute());
  }
  parts.push(serialize.sync());
  return { bytes: Buffer.concat(parts), parses };
}

/** The bytes of a file of SQL, by the simple protocol. */
export function encodeFile(text: string): Buffer {
  return serialize.query(text);
}

function encodeValue(value: Value): string | Buffer | null {
  if (value === null || typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value)) return `{${value.map(encodeElement).join(',')}}`;
  return String(value);
}

function encodeElement(element: string | number | null): string {
  if (element === null) return 'NULL';
  if (typeof element === 'number') return String(element);
  return `"${element.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}

/** Gathers a script's answer message by message. After an error the server skips to Sync, so the rest stays empty. */
export class ScriptReader {
  readonly #results: Result[] = [];
  #rows: Row[] = [];
  #columns: { name: string; parse: Parser }[] = [];
  error: DatabaseError | null = null;

  take(message: BackendMessage): void {
    switch (message.name) {
      case 'rowDescription':
        this.#columns = (message as RowDescriptionMessage).fields.map((field) => ({
          name: field.name,
          parse: getTypeParser(field.dataTypeID, 'text') as Parser,
        }));
        break;
      case 'dataRow':
        this.#takeRow(message as DataRowMessage);
        break;
      case 'commandComplete':
        this.takeCompletion((message as CommandCompleteMessage).text);
        break;
      case 'error': {
        const fields = message as unknown as { message: string; code?: string; constraint?: string };
        this.error ??= new DatabaseError(fields.message, fields.code ?? 'XX000', { constraint: fields.constraint });
        break;
      }
      default:
    }
  }

  #takeRow(message: DataRowMessage): void {
    const row: Row = {};
    for (const [index, column] of this.#columns.entries()) {
      const field = message.fields[index];
      row[column.name] = field === null || field === undefined ? null : column.parse(field);
    }
    this.#rows.push(row);
  }

  takeCompletion(tag: string): void {
    const count = Number(tag.slice(tag.lastIndexOf(' ') + 1));
    this.#results.push({ rows: this.#rows, count: Number.isNaN(count) ? 0 : count });
    this.#rows = [];
    this.#columns = [];
  }

  /** The results in the order of the statements, or the error that undid them all. */
  finish(): Result[] {
    if (this.error) throw this.error;
    return this.#results;
  }
}
