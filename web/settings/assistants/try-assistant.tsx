import { RotateCcw, Send } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { useSending } from '#web/data/use-sending.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { explainKnown } from '#web/ui/form.tsx';
import { Checkbox, TextInput } from '#web/ui/inputs.tsx';
import type { Tried } from '../../../modules/inspector/contract.ts';
import { type AssistantDraft, choiceOf } from './assistant-draft.ts';
import { afterAnswer, type Trial, type TrialLine, trialOf } from './trial.ts';

/** A chat with the assistant as it is being set up. Nothing of it is stored, and nobody is written to. */
export function TryAssistant({ draft, channelId }: { readonly draft: AssistantDraft; readonly channelId: string }) {
  const { t } = useTranslation();
  const [trial, setTrial] = useState<Trial>(trialOf);
  const [askModel, setAskModel] = useState(false);
  const [text, setText] = useState('');
  const asking = useSending(
    ({ messages, memory }: Trial) =>
      post<Tried>('/api/assistants/try', { body: { assistant: choiceOf(draft), channelId, messages, memory, askModel } }),
    (tried) => setTrial((now) => afterAnswer(now, tried)),
  );
  function say(words: string): void {
    if (words.trim() === '' || asking.busy) return;
    // What was not answered, because the settings were wrong, is asked again together with this.
    const next: Trial = {
      ...trial,
      lines: [...trial.lines, { from: 'contact', text: words, choices: [], why: [] }],
      messages: [...trial.messages, { from: 'contact', text: words }],
    };
    setTrial(next);
    setText('');
    asking.send(next);
  }
  return (
    <section
      aria-label={t('settings:try.title')}
      className="flex h-160 max-h-[80dvh] min-w-0 flex-col rounded-card border border-line bg-raised three:sticky three:top-5"
    >
      <header className="flex items-center gap-2 border-b border-line px-4 py-2">
        <h2 className="flex-1 text-reading">{t('settings:try.title')}</h2>
        <IconButton
          icon={RotateCcw}
          label={t('settings:try.restart')}
          onClick={() => {
            setTrial(trialOf());
            asking.reset();
          }}
        />
      </header>
      <ol aria-live="polite" className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-4">
        {trial.lines.length === 0 && <li className="text-muted">{t('settings:try.text')}</li>}
        {trial.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added.
          <Line key={index} line={line} onChoose={say} />
        ))}
        {asking.error && (
          <li role="alert" className="text-ember">
            {explainKnown(asking.error)}
          </li>
        )}
      </ol>
      <form
        className="flex flex-col gap-2 border-t border-line p-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          say(text);
        }}
      >
        {draft.kind === 'model' && (
          <Checkbox label={t('settings:try.askModel')} hint={t('settings:try.askModelHint')} checked={askModel} onValue={setAskModel} />
        )}
        <div className="flex gap-2">
          <TextInput
            dir="auto"
            aria-label={t('settings:try.write')}
            placeholder={t('settings:try.write')}
            value={text}
            maxLength={4096}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" icon={Send} along busy={asking.busy}>
            {t('settings:try.send')}
          </Button>
        </div>
      </form>
    </section>
  );
}

function Line({ line, onChoose }: { readonly line: TrialLine; readonly onChoose: (words: string) => void }) {
  const { t } = useTranslation();
  const { from, text, choices, why } = line;
  if (from === 'system') {
    return (
      <li className="text-center text-small text-muted">{text === 'people' ? t('settings:try.people') : t('settings:try.silence')}</li>
    );
  }
  const mine = from === 'contact';
  return (
    <li className={mine ? 'flex flex-col items-end' : 'flex flex-col items-start'}>
      <p
        dir="auto"
        className={
          mine
            ? 'reading max-w-[85%] rounded-card bg-acacia-soft px-3 py-2'
            : 'reading max-w-[85%] rounded-card border border-clay px-3 py-2'
        }
      >
        {text}
      </p>
      {choices.length > 0 && (
        <div className="mt-1 flex flex-wrap gap-1">
          {choices.map((choice) => (
            <Button key={choice} onClick={() => onChoose(choice)}>
              {choice}
            </Button>
          ))}
        </div>
      )}
      {why.length > 0 && (
        <details className="mt-1 text-small text-muted">
          <summary className="cursor-pointer">{t('settings:try.why')}</summary>
          <ul className="list-disc ps-4" lang="en" dir="auto">
            {why.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
