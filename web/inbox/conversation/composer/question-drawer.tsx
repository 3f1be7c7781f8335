import { SendHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelAbilities } from '#contract/channels.ts';
import type { Message } from '#contract/conversations.ts';
import { useDraft } from '#web/data/drafts.ts';
import { Button } from '#web/ui/button.tsx';
import { Drawer } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select, TextArea, TextInput } from '#web/ui/inputs.tsx';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import { Contents } from '../timeline/contents.tsx';
import { useContactName } from '../timeline/names.ts';
import { sendOff, type Taken } from './outgoing.ts';
import {
  emptyQuestion,
  formsOf,
  frameMax,
  isWhole,
  limitsOf,
  openerMax,
  type Question,
  type QuestionLimits,
  readQuestion,
  toContent,
} from './question.ts';
import { Answers, Line } from './question-answers.tsx';

export interface QuestionDrawerProps {
  readonly onClose: () => void;
  readonly row: InboxRow;
  readonly abilities: ChannelAbilities;
  /** What was begun as an answer: the question begins with it. */
  readonly words: string;
  readonly quotes: string | undefined;
  readonly seenTo: string | undefined;
  readonly taken: Taken;
  /** It went off; `words` are in it. */
  readonly onSent: () => void;
}

/** A question whose answers are tapped: as buttons, or as a list where there are many. */
export function QuestionDrawer(props: QuestionDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t('conversation:question.title')}
      description={t('conversation:question.about')}
    >
      <QuestionForm {...props} />
    </Drawer>
  );
}

function QuestionForm({ onClose, row, abilities, words, quotes, seenTo, taken, onSent }: QuestionDrawerProps) {
  const { t } = useTranslation();
  const name = useContactName(row.contact);
  const forms = formsOf(abilities);
  const [kept, keep] = useDraft(`question ${row.id}`);
  const [first = 'buttons'] = forms;
  const [fresh] = useState(() => emptyQuestion(words, first, t('conversation:question.openerWord')));
  const begun = readQuestion(kept) ?? fresh;
  // What was begun on a channel that could more.
  const question = forms.includes(begun.form) ? begun : { ...begun, form: first };
  const set = (change: Partial<Question>) => keep(JSON.stringify({ ...question, ...change }));
  const limits = limitsOf(abilities, question.form) as QuestionLimits;
  const whole = isWhole(question, limits);

  function send(): void {
    const about = { ...(quotes ? { quotes } : {}), ...(seenTo ? { seenTo } : {}) };
    void sendOff(row.id, { type: 'message', body: { ...toContent(question), ...about } }, taken);
    keep('');
    onClose();
    onSent();
  }

  return (
    <Form
      onSubmit={send}
      error={null}
      fields={[]}
      busy={false}
      icon={SendHorizontal}
      disabled={!whole}
      submit={t('conversation:question.send', { name })}
      aside={
        kept !== '' && (
          <Button look="quiet" onClick={() => keep('')}>
            {t('conversation:question.startOver')}
          </Button>
        )
      }
    >
      {forms.length > 1 && (
        <Field
          label={t('conversation:question.form')}
          hint={t(`conversation:question.formHint.${question.form}`, { count: limits.answers })}
        >
          <Select
            value={question.form}
            onValue={(form) => set({ form: form as Question['form'] })}
            options={forms.map((form) => ({ value: form, label: t(`conversation:question.forms.${form}`) }))}
          />
        </Field>
      )}
      <Line label={t('conversation:question.text')} value={question.text} most={limits.text}>
        <TextArea value={question.text} onChange={(event) => set({ text: event.target.value })} dir="auto" />
      </Line>
      <Answers question={question} limits={limits} onAnswers={(answers) => set({ answers })} />
      {question.form === 'list' && (
        <Line label={t('conversation:question.opener')} value={question.opener} most={openerMax}>
          <TextInput value={question.opener} onChange={(event) => set({ opener: event.target.value })} dir="auto" />
        </Line>
      )}
      <Frame question={question} onChange={set} />
      {question.text.trim() !== '' && <Preview question={question} name={name} />}
    </Form>
  );
}

function Frame({
  question: { header, footer },
  onChange,
}: {
  readonly question: Question;
  readonly onChange: (change: Partial<Question>) => void;
}) {
  const { t } = useTranslation();
  const [open] = useState(header !== '' || footer !== '');
  return (
    <details open={open}>
      <summary className="cursor-pointer text-muted">{t('conversation:question.frame')}</summary>
      <div className="mt-3 flex flex-col gap-3">
        <Line label={t('conversation:question.header')} value={header} most={frameMax}>
          <TextInput value={header} onChange={(event) => onChange({ header: event.target.value })} dir="auto" />
        </Line>
        <Line label={t('conversation:question.footer')} value={footer} most={frameMax}>
          <TextInput value={footer} onChange={(event) => onChange({ footer: event.target.value })} dir="auto" />
        </Line>
      </div>
    </details>
  );
}

/** As it will stand in the conversation. */
function Preview({ question, name }: { readonly question: Question; readonly name: string }) {
  const { t } = useTranslation();
  const { kind, text, ...content } = toContent(question);
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-small text-muted">{t('conversation:templates.preview', { name })}</figcaption>
      <div className="rounded-card bg-acacia-soft px-3 py-2">
        <Contents message={{ kind, text, content } as unknown as Message} chosenIds={[]} />
      </div>
    </figure>
  );
}
