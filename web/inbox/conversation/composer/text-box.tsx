import { type ClipboardEvent, type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react';
import { isSendKey } from './enter.ts';
import { placed, type Wanted, wantedAt } from './suggest.ts';
import { type Suggestion, SuggestionList, useSuggestions } from './suggestions.tsx';

/** What the buttons around the text do with it. */
export interface TextBoxHandle {
  focus(): void;
  /** Puts words where the caret is. */
  insert(words: string): void;
}

export interface TextBoxProps {
  readonly ref?: Ref<TextBoxHandle>;
  readonly conversationId: string;
  readonly value: string;
  readonly onValue: (text: string) => void;
  readonly onSend: () => void;
  readonly onFiles?: ((files: readonly File[]) => void) | undefined;
  readonly onEscape: () => void;
  readonly sign: '/' | '@';
  readonly enterSends: boolean;
  readonly label: string;
  readonly placeholder: string;
}

/** The text: grows with its lines, offers what a sign asks for, takes files that are pasted. */
export function TextBox(props: TextBoxProps) {
  const { ref, conversationId, value, onValue, sign } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const found = caret === null ? null : wantedAt(value, caret, sign);
  const wanted = found && found.from === dismissed ? null : found;
  const suggestions = useSuggestions(conversationId, wanted);

  function put(words: string, from: number, to: number): void {
    const next = placed(value, words, from, to);
    onValue(next.text);
    setCaret(null);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  }
  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    insert(words) {
      const at = area.current;
      put(words, at?.selectionStart ?? value.length, at?.selectionEnd ?? value.length);
    },
  }));
  const choose = (one: Suggestion | undefined) => {
    if (one && wanted && caret !== null) put(one.words, wanted.from, caret);
  };
  const press = useKeys(props, {
    count: suggestions?.length ?? 0,
    offered: suggestions !== null,
    active,
    setActive,
    choose: () => choose(suggestions?.[active]),
    dismiss: () => setDismissed((wanted as Wanted).from),
  });
  return (
    <div className="relative">
      {suggestions && <SuggestionList id={listId} suggestions={suggestions} active={active} onActive={setActive} onChoose={choose} />}
      <textarea
        ref={area}
        // Empty, the words that invite to write stand where the page begins its lines.
        dir={value === '' ? undefined : 'auto'}
        rows={1}
        value={value}
        aria-label={props.label}
        placeholder={props.placeholder}
        aria-autocomplete="list"
        aria-controls={suggestions ? listId : undefined}
        aria-activedescendant={suggestions?.[active] ? `${listId}-${active}` : undefined}
        onChange={(event) => {
          onValue(event.target.value);
          setCaret(event.target.selectionStart);
          setActive(0);
        }}
        onSelect={(event) => caret !== null && setCaret(event.currentTarget.selectionStart)}
        onBlur={() => setCaret(null)}
        onKeyDown={press}
        onPaste={(event) => paste(event, props.onFiles)}
        className="field-sizing-content max-h-[40dvh] min-h-12 w-full resize-none bg-transparent px-3 py-2.5 text-reading outline-none placeholder:text-muted"
      />
    </div>
  );
}

function paste(event: ClipboardEvent, onFiles: TextBoxProps['onFiles']): void {
  const files = [...event.clipboardData.files];
  if (files.length === 0 || !onFiles) return;
  event.preventDefault();
  onFiles(files);
}

interface Offer {
  readonly offered: boolean;
  readonly count: number;
  readonly active: number;
  setActive(index: number): void;
  choose(): void;
  dismiss(): void;
}

function useKeys({ onSend, onEscape, enterSends }: TextBoxProps, offer: Offer): (event: KeyboardEvent) => void {
  function inOffer(event: KeyboardEvent): boolean {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offer.count > 0) offer.setActive((offer.active + step + offer.count) % offer.count);
    else if ((event.key === 'Enter' || event.key === 'Tab') && offer.count > 0) offer.choose();
    else if (event.key === 'Escape') offer.dismiss();
    else return false;
    return true;
  }
  return (event) => {
    if (event.nativeEvent.isComposing) return;
    if (offer.offered && inOffer(event)) event.preventDefault();
    else if (isSendKey({ ...pick(event), isComposing: false }, enterSends)) {
      event.preventDefault();
      onSend();
    } else if (event.key === 'Escape') onEscape();
    else return;
    event.stopPropagation();
  };
}

const pick = ({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => ({ key, ctrlKey, metaKey, shiftKey });
