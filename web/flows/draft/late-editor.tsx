import { type ReactNode, useDeferredValue } from 'react';
import { EditorContext, useEditorNow } from './use-editor.ts';

/** What is inside is drawn when there is time, so that whoever types does not wait for two hundred cards. Its parts must be memoised. */
export function LateEditor({ children }: { readonly children: ReactNode }) {
  const late = useDeferredValue(useEditorNow());
  return <EditorContext value={late}>{children}</EditorContext>;
}
