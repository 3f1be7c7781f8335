/** What a Redis says of itself. */
export interface RedisFacts {
  /** Why it does not answer; null: it does. */
  readonly fault: string | null;
  readonly version: string;
  readonly now: Date;
}

const answerMs = 2000;

/** Asks once, on a connection of its own. Never throws. */
export async function askRedis(url: string): Promise<RedisFacts> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: answerMs,
    commandTimeout: answerMs,
    retryStrategy: () => null,
  });
  // Why it could not connect is said here; the answer says only that the connection is closed.
  let why: unknown = null;
  redis.on('error', (error: unknown) => {
    why = error;
  });
  try {
    await redis.connect();
    const [info, [seconds]] = await Promise.all([redis.info('server'), redis.time()]);
    return {
      fault: null,
      version: /redis_version:(\S+)/.exec(info)?.[1] ?? 'of an unknown version',
      now: new Date(Number(seconds) * 1000),
    };
  } catch (error) {
    return { fault: faultOf(why ?? error), version: '', now: new Date(0) };
  } finally {
    redis.disconnect();
  }
}

/** Never the message: it may hold the address with its password. */
function faultOf(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name ?? 'unknown';
}
