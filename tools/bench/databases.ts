import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Databases made for one benchmark, all gone at its end. The given one is only a way in and stays untouched. */
export interface Databases {
  readonly version: string;
  /** A new, empty database; its address. */
  create(): Promise<string>;
  drop(url: string): Promise<void>;
  /** Processor ids of the server's processes for this database; of use when it runs on this machine. */
  processIds(url: string): Promise<number[]>;
  close(): Promise<void>;
}

export async function openDatabases(adminUrl: string): Promise<Databases> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'baraza bench' });
  await admin.connect();
  const { rows } = await admin.query<{ server_version: string }>('show server_version');
  const made = new Set<string>();
  const nameOf = (url: string) => new URL(url).pathname.slice(1);

  async function drop(url: string): Promise<void> {
    await admin.query(`drop database if exists ${nameOf(url)} with (force)`);
    made.delete(url);
  }

  return {
    version: rows[0]?.server_version ?? 'unknown',
    async create() {
      const url = new URL(adminUrl);
      url.pathname = `/baraza_bench_${randomBytes(4).toString('hex')}`;
      await admin.query(`create database ${nameOf(url.href)}`);
      made.add(url.href);
      return url.href;
    },
    drop,
    async processIds(url) {
      const found = await admin.query<{ pid: number }>('select pid from pg_stat_activity where datname = $1', [nameOf(url)]);
      return found.rows.map(({ pid }) => pid);
    },
    async close() {
      for (const url of made) await drop(url);
      await admin.end();
    },
  };
}
