import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { languageOfText } from '#web/i18n/languages.ts';
import { Button } from '#web/ui/button.tsx';
import { classes } from '#web/ui/classes.ts';
import { Badge } from '#web/ui/marks.tsx';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { Decided, Replay, TurnDetail } from '../contract.ts';
import { compareWords } from './compare-words.ts';
import { explainOutcome } from './explain.ts';
import { Part } from './part.tsx';
import { Steps } from './steps.tsx';

/** Decides once more with what is configured now, and shows it beside what was decided then. A model is asked only when somebody says so. */
export function ReplayPart({ turn, onClose }: { readonly turn: TurnDetail; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { send, busy, error, answer } = useSending((askModel: boolean) =>
    post<Replay>(`/api/turns/${turn.id}/replay`, { body: { askModel } }),
  );
  const begun = useRef(false);
  useEffect(() => {
    if (!begun.current) send(false);
    begun.current = true;
  }, [send]);
  return (
    <section aria-label={t('inspector:replay.title')} className="flex flex-col gap-4 rounded-card border border-line bg-raised p-4">
      <header className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="text-reading font-strong">{t('inspector:replay.title')}</h2>
          <p className="flex items-center gap-1.5 text-small text-muted">
            <ShieldCheck aria-hidden className="size-4 shrink-0 text-leaf" />
            {t('inspector:replay.safe')}
          </p>
        </div>
        <Button look="quiet" onClick={onClose}>
          {t('ui:close')}
        </Button>
      </header>
      {busy && <Skeleton lines={4} />}
      {!busy && error !== null && <ErrorState error={error} onRetry={() => send(false)} />}
      {!busy && answer && (
        <>
          <Comparison replay={answer} />
          {answer.model.reason !== null && <AskModel onAsk={() => send(true)} />}
        </>
      )}
    </section>
  );
}

function AskModel({ onAsk }: { readonly onAsk: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-control bg-amber-soft px-3 py-2">
      <p className="min-w-0 flex-1">{t('inspector:replay.modelNotAsked')}</p>
      <Button onClick={onAsk}>{t('inspector:replay.askModel')}</Button>
    </div>
  );
}

function Comparison({ replay }: { readonly replay: Replay }) {
  const { t } = useTranslation();
  const { before, now, differences, notKept, model } = replay;
  return (
    <>
      <p role="status" className="flex flex-wrap gap-2">
        {differences.length === 0 ? (
          <Badge tone="leaf">{t('inspector:replay.same')}</Badge>
        ) : (
          differences.map((what) => (
            <Badge key={what} tone="amber">
              {t(`inspector:replay.differs.${what}`)}
            </Badge>
          ))
        )}
        {model.asked && <Badge>{t('inspector:replay.modelAsked')}</Badge>}
      </p>
      {notKept.map(({ what, reason }) => (
        <p key={what} className="text-small text-muted">
          <span className="font-strong">{t(`inspector:replay.notKept.${what.replaceAll(' ', '_')}`, { defaultValue: what })}</span> {reason}
        </p>
      ))}
      <div className="grid gap-4 two:grid-cols-2">
        <Side title={t('inspector:replay.then')} decided={before} other={now} mark="gone" />
        <Side title={t('inspector:replay.now')} decided={now} other={before} mark="new" />
      </div>
    </>
  );
}

interface SideProps {
  readonly title: string;
  readonly decided: Decided;
  readonly other: Decided;
  readonly mark: 'gone' | 'new';
}

function Side({ title, decided, other, mark }: SideProps) {
  const { t } = useTranslation();
  const known = new Set(other.trace.map(({ step, outcome }) => `${step} ${outcome}`));
  const changed = new Set(decided.trace.flatMap(({ step, outcome }, index) => (known.has(`${step} ${outcome}`) ? [] : [index])));
  return (
    <Part title={title}>
      <p className={classes(decided.outcome !== other.outcome && 'rounded-control bg-amber-soft px-2 py-1')}>
        {explainOutcome(decided.outcome)}
      </p>
      <p className={classes('text-small', decided.handler !== other.handler ? 'rounded-control bg-amber-soft px-2 py-1' : 'text-muted')}>
        {t(`inspector:replay.handler.${decided.handler}`)}
      </p>
      {decided.replies.length === 0 && <p className="text-muted">{t('inspector:replay.noReply')}</p>}
      {decided.replies.map((reply, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: replies keep their order.
        <Reply key={index} reply={reply} other={other.replies[index]} mark={mark} />
      ))}
      <Steps trace={decided.trace} changed={changed} />
    </Part>
  );
}

type ReplyOf = Decided['replies'][number];

function Reply({ reply, other, mark }: { readonly reply: ReplyOf; readonly other: ReplyOf | undefined; readonly mark: 'gone' | 'new' }) {
  const { t } = useTranslation();
  const words = wordsOf(reply);
  const [before, now] = mark === 'gone' ? [words, wordsOf(other)] : [wordsOf(other), words];
  const pieces = compareWords(before, now).filter(({ change }) => change === 'same' || change === mark);
  return (
    <div className="rounded-card border border-clay/60 px-3 py-2">
      <p dir="auto" lang={languageOfText(words)} className="reading">
        {words === ''
          ? t(`inspector:kind.${reply.kind}`, { defaultValue: reply.kind })
          : pieces.map(({ text, change }, index) =>
              change === 'same' ? (
                text
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text keep their order.
                <mark key={index} className="rounded-[3px] bg-amber-soft text-ink underline decoration-amber decoration-2">
                  {text}
                </mark>
              ),
            )}
      </p>
    </div>
  );
}

interface Titled {
  readonly title: string;
}

/** What can be read in it: the words, and what could be tapped. */
function wordsOf(reply: ReplyOf | undefined): string {
  const { buttons, sections } = (reply?.content ?? {}) as { buttons?: Titled[]; sections?: { rows: Titled[] }[] };
  const choices = buttons ?? sections?.flatMap(({ rows }) => rows) ?? [];
  return [reply?.text ?? '', ...choices.map(({ title }) => `• ${title}`)].filter((line) => line !== '').join('\n');
}
