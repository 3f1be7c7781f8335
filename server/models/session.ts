import { type Clock, sleep } from '#platform/clock.ts';
import { Refusal } from '#platform/errors.ts';
import type { HttpClient } from '#platform/http/client.ts';
import type { Limits } from '#platform/http/limits.ts';
import { type ChatAnswer, type ChatQuestion, chat } from './chat.ts';
import type { FairGate } from './gate.ts';
import { type Counted, createMeter, type Meter, type MeterTools, type Spent, type Used, unknownUsage, type Who } from './meter.ts';
import type { OpenProvider } from './open-provider.ts';
import { presets } from './presets.ts';
import type { Reach } from './reach.ts';
import { type HeardFile, transcribe } from './transcribe.ts';
import { ModelTrouble } from './trouble.ts';

/** A provider at hand for one turn, within that turn's limits and the day's. Every method throws `ModelTrouble` when there is no answer. */
export interface ModelSession {
  readonly provider: OpenProvider;
  /** What was used so far, failed calls included. */
  readonly spent: Spent;
  ask(question: Question): Promise<ChatAnswer>;
  /** What is said in a recording. */
  transcribe(file: HeardFile): Promise<string>;
  /** What is to be seen in a picture, in words; `request` says what to look for. */
  describe(file: HeardFile, request: { readonly system: string; readonly text: string }): Promise<string>;
  /** Asks once, for an answer of a form: what comes later is of no use to whoever waits. */
  read(question: { readonly system: string; readonly text: string; readonly form: NonNullable<ChatQuestion['form']> }): Promise<ChatAnswer>;
  /** Asks for one word, to see whether it works. */
  check(): Promise<void>;
  /** Lets go of the clock. Nothing may be asked afterwards. */
  end(): void;
}

export type Question = Omit<ChatQuestion, 'maxOutputTokens'>;

export interface SessionTools extends MeterTools {
  readonly client: HttpClient;
  readonly gate: FairGate;
  /** For what no limit refuses: it must not wait behind answers that take long. */
  readonly ownGate: FairGate;
  readonly limits: Pick<Limits, 'take'>;
}

export interface Asking extends Who {
  /** At most this long, whatever the provider's limits say. */
  readonly secondsMax: number;
  readonly signal: AbortSignal;
}

interface Work<T> extends Counted {
  do(reach: Reach): Promise<Used<T>>;
}

/** A picture in tokens, roughly, at the sizes that phones send. Only for reserving; what is reported replaces it. */
const pictureTokens = 1500;
/** Providers of speech to text count seconds, not tokens. */
const recordingTokens = 0;
/** Between a failure and the one retry; a provider that asks for more than the longest is left alone. */
const pauseMs = { least: 250, most: 5000 } as const;

export function beginSession(tools: SessionTools, provider: OpenProvider, asking: Asking): ModelSession {
  const { clock, ids } = tools;
  const { settings } = provider;
  const meter = createMeter(tools, provider, asking);
  const secondsMax = asking.unlimited ? asking.secondsMax : Math.min(asking.secondsMax, settings.limits.turn.seconds);
  const over = startDeadline(clock, secondsMax, asking.signal);
  const attempt = <T>(work: Work<T>) => attemptOnce({ tools, provider, meter, asking, over: over.signal }, work);
  const persist = <T>(work: Work<T>) => persistently({ clock, meter, over: over.signal }, () => attempt(work));

  return {
    provider,
    spent: meter.spent,
    ask: (question) => persist(asked(provider, settings.model, { ...question, purpose: 'answer' })),
    async describe({ bytes, type }, { system, text }) {
      const messages = [{ role: 'picture' as const, text, bytes, type }];
      const model = required(settings.visionModel, 'pictures');
      return (await persist(asked(provider, model, { system, messages, purpose: 'description' }))).text.trim();
    },
    async transcribe(file) {
      const model = required(settings.transcriptionModel, 'speech');
      const boundary = `baraza-${Buffer.from(ids.bytes(18)).toString('hex')}`;
      const hear = async (reach: Reach) => ({ value: await transcribe(reach, { model, boundary }, file), usage: unknownUsage });
      return persist({ purpose: 'transcription', model, estimate: recordingTokens, do: hear });
    },
    read: ({ system, text, form }) =>
      attempt(asked(provider, settings.model, { system, messages: [{ role: 'user', text }], form, purpose: 'reading' })),
    async check() {
      const question = { system: 'You are being tested.', messages: [{ role: 'user' as const, text: 'Say: OK' }] };
      await persist(asked(provider, settings.model, { ...question, purpose: 'check' }));
    },
    end: over.end,
  };
}

function required(model: string | null, what: string): string {
  if (model === null) throw new ModelTrouble('no_model', `The provider has no model for ${what}.`);
  return model;
}

function asked(provider: OpenProvider, model: string, { purpose, ...question }: Question & Pick<Counted, 'purpose'>): Work<ChatAnswer> {
  const { maxOutputTokens, temperature } = provider.settings;
  return {
    purpose,
    model,
    estimate: estimateOf(question) + maxOutputTokens,
    async do(reach) {
      const whole = { ...question, temperature: question.temperature ?? temperature, maxOutputTokens };
      const value = await chat(reach, { name: model, preset: presets[provider.preset] }, whole);
      return { value, usage: value.usage };
    },
  };
}

/** Three bytes a token: about right for English, and not too little for scripts that take more of both. */
function estimateOf({ system, messages }: Question): number {
  const texts = messages.map((one) => ('text' in one ? one.text : JSON.stringify(one)));
  const bytes = [system, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return Math.ceil(bytes / 3) + messages.filter((one) => one.role === 'picture').length * pictureTokens;
}

/** One retry, where it may help and there is time and budget for it; the first trouble says more than a missing budget. */
async function persistently<T>(within: { clock: Clock; meter: Meter; over: AbortSignal }, work: () => Promise<T>): Promise<T> {
  const { clock, meter, over } = within;
  try {
    return await work();
  } catch (error) {
    const wait = error instanceof ModelTrouble && error.retry ? Math.max(error.afterMs ?? 0, pauseMs.least) : null;
    if (wait === null || wait > pauseMs.most || !meter.hasCall()) throw error;
    await sleep(clock, wait, over);
    if (over.aborted) throw over.reason instanceof ModelTrouble ? error : over.reason;
    return work();
  }
}

interface Attempting {
  readonly tools: SessionTools;
  readonly provider: OpenProvider;
  readonly meter: Meter;
  readonly asking: Asking;
  readonly over: AbortSignal;
}

async function attemptOnce<T>({ tools, provider, meter, asking, over }: Attempting, work: Work<T>): Promise<T> {
  const { settings, key, privateAddresses } = provider;
  if (!asking.unlimited) await countCall(tools.limits, provider, asking);
  const leave = await enter(asking.unlimited ? tools.ownGate : tools.gate, asking.organizationId, over);
  try {
    return await meter.count(work, () =>
      withinTimeout(tools.clock, settings.timeoutSeconds, (timeout) =>
        work.do({ client: tools.client, baseUrl: settings.baseUrl, key, privateAddresses, signal: AbortSignal.any([over, timeout]) }),
      ),
    );
  } finally {
    leave();
  }
}

/** A retry and each step of an answer count too: it is the provider who is asked so often. */
async function countCall(limits: Pick<Limits, 'take'>, { id, settings }: OpenProvider, { organizationId }: Asking): Promise<void> {
  try {
    await limits.take('model', `${organizationId}/${id}`, settings.limits.minute.calls ?? undefined);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { limit } = error.details;
    throw new ModelTrouble('minute_budget', `The provider was asked ${limit} times in this minute already.`, { cause: error });
  }
}

async function withinTimeout<T>(clock: Clock, seconds: number, work: (timeout: AbortSignal) => Promise<T>): Promise<T> {
  const timeout = new AbortController();
  const late = () =>
    timeout.abort(new ModelTrouble('timeout', `No whole answer within ${seconds} seconds.`, { retry: true, reached: true }));
  const cancel = clock.after(seconds * 1000, late);
  try {
    return await work(timeout.signal);
  } finally {
    cancel();
  }
}

/** Waiting for room takes from the turn's time: rather the offline assistant's answer than a place far back in a queue. */
async function enter(gate: FairGate, organizationId: string, signal: AbortSignal): Promise<() => void> {
  try {
    return await gate.enter(organizationId, signal);
  } catch (error) {
    throw error instanceof ModelTrouble ? new ModelTrouble('busy', 'Too many other questions were under way.') : error;
  }
}

/** Aborts with a `ModelTrouble` when the time is over, and with the signal's own reason when the program stops. */
function startDeadline(clock: Clock, seconds: number, signal: AbortSignal) {
  const controller = new AbortController();
  const stop = () => controller.abort(signal.reason);
  const late = () =>
    controller.abort(new ModelTrouble('timeout', `No answer within the ${seconds} seconds a turn may ask for.`, { reached: true }));
  const cancel = clock.after(seconds * 1000, late);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    end() {
      cancel();
      signal.removeEventListener('abort', stop);
    },
  };
}
