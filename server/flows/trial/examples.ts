import type { Scope } from '#platform/scope.ts';
import { wallClock } from '../engine/index.ts';
import type { FlowTools } from '../tools.ts';
import { nowVariables } from '../variables/own-variables.ts';

/** Every variable as its provider shows it, those that the organization made too; the time is that of now, where the organization is. */
export async function examplesOf(
  { db, organization }: Pick<Scope, 'db' | 'organization'>,
  { parts }: Pick<FlowTools, 'parts'>,
  { now, zone }: { now: Date; zone: string },
): Promise<Record<string, unknown>> {
  const { providers } = parts();
  const open = await Promise.all(providers.map(async (one) => (await one.open?.list({ db, organization })) ?? []));
  const declared = [...providers.flatMap(({ variables }) => variables), ...open.flat()].map(
    ({ name, example }) => [name, example] as const,
  );
  const iso = wallClock(now, zone).toISOString();
  const times = [iso.slice(0, 10), iso.slice(11, 16), Number(iso.slice(11, 13)), wallClock(now, zone).getUTCDay() || 7];
  return { ...Object.fromEntries(declared), ...Object.fromEntries(nowVariables.variables.map(({ name }, index) => [name, times[index]])) };
}
