import { useState } from 'react';
import type { Channel } from '#contract/channels.ts';
import type { Message } from '#contract/conversations.ts';
import { useDraft } from '#web/data/drafts.ts';
import type { InboxRow } from '../../../../modules/desk/contract.ts';
import { useMembers } from '../../queries.ts';
import { seenIn } from '../timeline/rows.ts';
import type { Mode } from './mode.ts';
import { sendOff, type Taken } from './outgoing.ts';
import { mentionsIn } from './suggest.ts';
import type { ToolbarProps } from './toolbar.tsx';
import { useTypingSignal } from './typing-signal.ts';
import type { ChosenFile, Files } from './use-files.ts';

type Problem = ToolbarProps['problem'];

export interface Writing {
  readonly text: string;
  /** Why it cannot be sent as it stands. */
  readonly problem: Problem;
  write(text: string, into?: Mode): void;
  send(): void;
}

interface WritingProps {
  readonly row: InboxRow;
  readonly channel: Channel | undefined;
  readonly files: Files;
  readonly quoting: Message | null;
  readonly onQuoting: (message: Message | null) => void;
  readonly seenTo: string | undefined;
  readonly taken: Taken;
  readonly onSent: () => void;
}

/** The text of each mode, and sending it. */
export function useWriting(props: WritingProps, mode: Mode): Writing {
  const { row, channel, files, quoting, taken } = props;
  const [reply, writeReply] = useDraft(`reply ${row.id}`);
  const [note, writeNote] = useDraft(`note ${row.id}`);
  const seenTo = useSeenIn(reply, props.seenTo);
  const members = useMembers();
  const typing = useTypingSignal(row.id);
  const text = mode === 'note' ? note : reply;
  const problem =
    mode === 'note'
      ? problemOf(text, noteLengthMax, noFiles)
      : problemOf(text, channel?.abilities?.textLength ?? Number.POSITIVE_INFINITY, files.chosen);

  function write(next: string, into: Mode = mode): void {
    if (into === 'note') writeNote(next);
    else {
      writeReply(next);
      typing(next !== '');
    }
  }
  function send(): void {
    if (problem !== null) return;
    if (mode === 'note') void sendOff(row.id, { type: 'note', text, mentions: mentionsIn(text, members) }, taken);
    else {
      for (const said of toSay({ text, files, quotes: quoting?.id, seenTo })) void sendOff(row.id, said, taken);
      typing(false);
      files.clear();
      props.onQuoting(null);
    }
    // Empty at once: a second press has nothing to send.
    write('');
    props.onSent();
  }
  return { text, problem, write, send };
}

function useSeenIn(reply: string, now: string | undefined): string | undefined {
  const [before, setBefore] = useState(now);
  const seen = seenIn(reply, before, now);
  if (seen !== before) setBefore(seen);
  return seen;
}

const noteLengthMax = 10_000;
const noFiles: readonly ChosenFile[] = [];

function problemOf(text: string, most: number, files: readonly ChosenFile[]): Problem {
  if (files.some(({ ruling }) => 'refused' in ruling)) return 'file';
  if (text.length > most) return { most, length: text.length };
  return text.trim() === '' && files.length === 0 ? 'empty' : null;
}

interface Wished {
  readonly text: string;
  readonly files: Files;
  readonly quotes: string | undefined;
  readonly seenTo: string | undefined;
}

/** Words go below the last file that can carry them; sound cannot. */
function toSay({ text, files, quotes, seenTo }: Wished) {
  const chosen = files.chosen.flatMap(({ file, ruling }) => ('use' in ruling ? [{ blob: file, name: file.name, use: ruling.use }] : []));
  const carrier = chosen.findLast(({ use }) => use !== 'audio' && use !== 'sticker');
  const sent = chosen.map((file, index) => ({
    type: 'file' as const,
    file,
    text: file === carrier ? text : '',
    quotes: index === 0 ? quotes : undefined,
    seenTo,
  }));
  if (text.trim() === '' || carrier) return sent;
  const about = { ...(quotes && chosen.length === 0 ? { quotes } : {}), ...(seenTo ? { seenTo } : {}) };
  return [...sent, { type: 'message' as const, body: { kind: 'text' as const, text, ...about } }];
}
