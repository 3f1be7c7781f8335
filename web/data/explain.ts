import { say } from '#web/i18n/i18n.ts';
import { ApiError } from './api.ts';

export interface Explained {
  /** What happened. */
  readonly what: string;
  readonly why: string | null;
  /** What to do now. */
  readonly todo: string;
}

/** A fault as a person is told it: in their language where it is one of ours, else in the server's words. */
export function explain(error: unknown): Explained {
  if (!(error instanceof ApiError)) return { what: say('ui:fault.app.what'), why: null, todo: say('ui:fault.app.todo') };
  const wait = error.retryAfterSeconds;
  switch (misspelt(error) ? 404 : error.status) {
    case 0:
      return { what: say('ui:fault.unreachable.what'), why: say('ui:fault.unreachable.why'), todo: say('ui:fault.unreachable.todo') };
    case 403:
      return { what: say('ui:fault.forbidden.what'), why: error.message, todo: say('ui:fault.forbidden.todo') };
    case 404:
      return { what: say('ui:fault.notFound.what'), why: null, todo: say('ui:fault.notFound.todo') };
    case 429:
      return { what: say('ui:fault.tooMany.what'), why: null, todo: say('ui:fault.tooMany.todo', { seconds: wait ?? 60 }) };
    case 502:
    case 503:
    case 504:
      return { what: say('ui:fault.unavailable.what'), why: error.message || null, todo: say('ui:fault.unavailable.todo') };
    default:
      if (error.status >= 500) return { what: say('ui:fault.server.what'), why: null, todo: say('ui:fault.server.todo') };
      return { what: say('ui:fault.refused.what'), why: error.message, todo: say('ui:fault.refused.todo') };
  }
}

/** An address that somebody cut short or mistyped: what its id names is not there. No form has a field of this name. */
function misspelt({ status, fields }: ApiError): boolean {
  return status === 400 && fields.length === 1 && fields[0]?.field === 'id';
}

/** One sentence, for beside a button. */
export function explainShort(error: unknown): string {
  const { what, why, todo } = explain(error);
  if (error instanceof ApiError && error.status >= 400 && error.status < 500 && why !== null) return why;
  return error instanceof ApiError && error.status === 429 ? todo : what;
}
