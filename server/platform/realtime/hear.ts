import type { z } from 'zod';
import { Look, type Presence, Typing } from '#contract/realtime.ts';
import { Refusal } from '#platform/errors.ts';
import { explainIssues } from '#platform/fields.ts';
import { places } from '#platform/log.ts';
import { createOneAfterAnother } from '#platform/one-after-another.ts';
import type { Actor } from '#platform/scope.ts';
import { createAllowance } from './allowance.ts';
import { type Connection, visitorOf } from './connection.ts';
import type { RealtimeOptions } from './options.ts';

type HearOptions = Pick<RealtimeOptions<object>, 'clock' | 'log' | 'presence' | 'enter' | 'around'>;

/** What a connection may say: a page says something when its person does. */
const said = { burst: 20, perSecond: 4 };
/** Of what is refused for being too much; then it is no page of ours. */
const tooMuchMax = 200;

const nobody: Presence = { looking: [], typing: [] };

/** Takes what a page says of its person: what they look at, and that they write. Everything is answered. */
export function hear(options: HearOptions, connection: Connection): void {
  const { socket } = connection;
  const allowed = createAllowance(options.clock, said);
  // Finding a place takes a moment: what was said last must not be overtaken, or they are seen where they left.
  const inTurn = createOneAfterAnother();
  let tooMuch = 0;

  async function take(body: unknown, reply: unknown, work: (body: unknown) => Promise<object>): Promise<void> {
    const answer = await answerTo(options, async () => {
      requireMember(connection.caller.actor);
      if (allowed()) return inTurn(() => work(body));
      tooMuch += 1;
      throw new Refusal('too_many_requests', 'Too much at once. Say it less often.', { status: 429 });
    });
    if (typeof reply === 'function') reply(answer);
    if (tooMuch > tooMuchMax) socket.disconnect(true);
  }

  async function look(body: unknown): Promise<Presence> {
    const { conversationId } = parse(Look, body);
    const place = conversationId === null ? null : await options.enter(connection.caller, conversationId);
    if (!socket.connected) return nobody;
    options.presence.look(visitorOf(connection), place);
    return place ? here(place.id) : nobody;
  }

  async function type(body: unknown): Promise<Presence> {
    const { conversationId, typing } = parse(Typing, body);
    const place = await options.enter(connection.caller, conversationId);
    if (!socket.connected) return nobody;
    options.presence.type(visitorOf(connection), place, typing);
    return here(place.id);
  }

  function here(placeId: string): Presence {
    const { looking, typing } = options.presence.here(connection.caller.organization.id, placeId);
    return { looking: [...looking], typing: [...typing] };
  }

  const around = async () => ({ places: await options.around(connection.caller) });

  socket.on('look', (body, reply) => void take(body, reply, look));
  socket.on('typing', (body, reply) => void take(body, reply, type));
  socket.on('around', (body, reply) => void take(body, reply, around));
}

/** The answer, or the error in the one shape there is. */
async function answerTo({ log }: HearOptions, work: () => Promise<object>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return { error: { code: error.code, message: error.message } };
    log.error({ err: places(error) }, 'what a page said could not be taken');
    return { error: { code: 'internal_error', message: 'Something went wrong here. Try again.' } };
  }
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [fault] = explainIssues(read.error, body);
  throw new Refusal('bad_request', fault ? `${fault.field} ${fault.message}.` : 'This cannot be read.');
}

function requireMember(actor: Actor): void {
  if (actor.kind !== 'member') throw new Refusal('forbidden', 'Only people are seen looking and writing.', { status: 403 });
}
