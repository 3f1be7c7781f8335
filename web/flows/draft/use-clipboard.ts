import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { tell } from '#web/ui/toast.tsx';
import { carry, paste, readCarried } from './change.ts';
import type { Editor } from './use-editor.ts';

const isWriting = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;

/** Nodes are copied, cut and pasted like everything else on the machine: also into another flow, in another window. */
export function useClipboard(editor: Editor): void {
  const { t } = useTranslation();
  const now = useRef(editor);
  now.current = editor;
  useEffect(() => {
    function take(event: ClipboardEvent): void {
      const { definition, selected, locked, remove } = now.current;
      if (isWriting(event.target) || selected.length === 0 || !(getSelection()?.isCollapsed ?? true)) return;
      event.clipboardData?.setData('text/plain', JSON.stringify(carry(definition, selected)));
      event.preventDefault();
      if (event.type === 'cut' && !locked) remove(selected);
      else tell(t('flows:copied', { count: selected.length }));
    }
    function give(event: ClipboardEvent): void {
      const { definition, locked, change, select } = now.current;
      if (isWriting(event.target) || locked) return;
      const carried = readCarried(event.clipboardData?.getData('text/plain') ?? '');
      if (!carried) return;
      event.preventDefault();
      const pasted = paste(definition, carried);
      change(pasted.definition);
      select(pasted.names);
    }
    document.addEventListener('copy', take);
    document.addEventListener('cut', take);
    document.addEventListener('paste', give);
    return () => {
      document.removeEventListener('copy', take);
      document.removeEventListener('cut', take);
      document.removeEventListener('paste', give);
    };
  }, [t]);
}
