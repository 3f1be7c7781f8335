import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound, Refusal } from '#platform/errors.ts';
import type { Metrics } from '#platform/metrics.ts';
import { defineModule } from '#platform/module.ts';

export interface MetricsDoorOptions {
  readonly metrics: Metrics;
  /** Whoever brings it may read; null: only this machine itself. */
  readonly metricsToken: string | null;
  /** A proxy in front makes the whole world look like this machine. */
  readonly trustProxy: boolean;
}

/** Numbers for whoever looks after the installation. Nothing about people or organizations. */
export const metricsModule = defineModule({
  name: 'metrics',
  summary: 'Numbers about the program for Prometheus and what reads its form.',
  described: [
    {
      method: 'GET',
      path: '/metrics',
      summary: 'Read the numbers of this process',
      description:
        'With BARAZA_METRICS_TOKEN as a bearer token. Where none is set, only this machine itself is answered, without a proxy between. Everybody else gets 404.',
      access: 'anyone',
      answers: { 200: { summary: 'The text form of Prometheus.', example: 'baraza_work_due{kind="turns"} 0\n' } },
      errors: ['unauthenticated', 'not_found'],
      example: {},
    },
  ],
});

export async function metricsRoutes(server: FastifyInstance, options: MetricsDoorOptions): Promise<void> {
  server.get('/metrics', { config: { quiet: true } }, async (request, reply) => {
    requireReader(options, request);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await options.metrics.read());
  });
}

function requireReader({ metricsToken, trustProxy }: MetricsDoorOptions, request: FastifyRequest): void {
  if (metricsToken === null) {
    if (trustProxy || !isThisMachine(request)) throw notFound('address');
    return;
  }
  const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && same(token, metricsToken)) return;
  throw new Refusal('unauthenticated', 'Send BARAZA_METRICS_TOKEN as a bearer token.', { status: 401 });
}

const passedOn = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/** From this machine, and not passed on by something that runs on it. */
function isThisMachine({ raw, headers }: FastifyRequest): boolean {
  const address = (raw.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return (address === '::1' || address.startsWith('127.')) && !passedOn.some((name) => headers[name] !== undefined);
}

function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
