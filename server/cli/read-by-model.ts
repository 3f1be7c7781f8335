import { type ChatAnswer, chat, ModelTrouble, presets } from '#models/index.ts';
import { systemClock } from '#platform/clock.ts';
import { createHttpClient, type HttpClient } from '#platform/http/client.ts';
import { readingPrompt, readingQuestion, readingSchema } from '#safety/beside/prompt.ts';
import { noReading, readAnswer } from '#safety/beside/read-answer.ts';
import { besideModel, isAtLeast, readText, type Severity } from '#safety/index.ts';

/** Where a model is that reads beside the rules, and as whom it is asked. */
export interface ReadingModel {
  /** With the version, as in …/v1. */
  readonly url: string;
  readonly name: string;
  readonly key: string | null;
}

/** As many as a gate at work has under way at once on one core, roughly; more would make a model late that is not. */
const atOnce = 4;
/** As at work. */
const seconds = 3;
/** Room for what some models think before they answer. */
const maxOutputTokens = 600;

export interface ReadByModel {
  readonly severities: readonly Severity[];
  /** No answer, too late an answer, or one that cannot be used: then the rules alone count. */
  readonly without: number;
}

/** What each text comes to with the rules and the model, as at work: each text is one message, and no model is asked where nothing could be added. */
export async function readByModel(texts: readonly string[], model: ReadingModel): Promise<ReadByModel> {
  const severities: Severity[] = [];
  let without = 0;
  let next = 0;
  const client = createHttpClient();
  async function work(): Promise<void> {
    for (let at = next; at < texts.length; at = next) {
      next += 1;
      const { severity, isWithout } = await readOne(client, model, texts[at] as string);
      severities[at] = severity;
      if (isWithout) without += 1;
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work)).finally(() => client.close());
  return { severities, without };
}

async function readOne(client: HttpClient, model: ReadingModel, words: string): Promise<{ severity: Severity; isWithout: boolean }> {
  const { severity, hard } = readText(words);
  if (severity === 'imminent' && hard) return { severity, isWithout: false };
  const answer = await ask(client, model, words);
  const reading = answer && readAnswer(answer.text, [{ messageId: '', words }], model.name);
  const byRules = severity === 'none' ? severity : besideModel({ severity, hard }, reading ?? noReading(model.name), false);
  const byModel = (reading?.severity ?? 'none') as Severity;
  return { severity: isAtLeast(byRules, byModel) ? byRules : byModel, isWithout: !reading };
}

async function ask(client: HttpClient, { url, name, key }: ReadingModel, words: string): Promise<ChatAnswer | null> {
  const leaving = new AbortController();
  const cancel = systemClock.after(seconds * 1000, () => leaving.abort(new ModelTrouble('timeout', 'Too late.')));
  try {
    return await chat(
      { client, baseUrl: url, key, privateAddresses: true, signal: leaving.signal },
      { name, preset: presets.custom },
      {
        system: readingPrompt.text,
        messages: [{ role: 'user', text: readingQuestion([words], false) }],
        form: readingSchema,
        maxOutputTokens,
      },
    );
  } catch (error) {
    if (!(error instanceof ModelTrouble)) throw error;
    return null;
  } finally {
    cancel();
  }
}
