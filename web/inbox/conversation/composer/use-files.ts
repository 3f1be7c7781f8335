import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type FileLimits, type FileRuling, ruleFile } from './attachments.ts';

export interface ChosenFile {
  readonly id: number;
  readonly file: File;
  readonly ruling: FileRuling;
  /** Of a picture, to show it. */
  readonly preview: string | null;
}

export interface Files {
  readonly chosen: readonly ChosenFile[];
  /** Something is dragged over the pane. */
  readonly over: boolean;
  add(files: readonly File[]): void;
  remove(id: number): void;
  clear(): void;
  readonly drop: {
    onDragEnter(event: DragEvent): void;
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

let nextId = 1;

/** Files that are chosen, pasted or dropped, each with whether the channel takes it. */
export function useFiles(limits: FileLimits): Files {
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const previews = useRef(new Set<string>());
  useEffect(() => {
    const made = previews.current;
    return () => {
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, []);

  const add = useCallback(
    (files: readonly File[]) => {
      const added = files.map((file) => {
        const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
        if (preview) previews.current.add(preview);
        return { id: nextId++, file, ruling: ruleFile(file, limits), preview };
      });
      setChosen((before) => [...before, ...added]);
    },
    [limits],
  );
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  function leave(): void {
    depth.current = 0;
    setOver(false);
  }
  return {
    chosen,
    over,
    add,
    remove: (id) => setChosen((before) => before.filter((one) => one.id !== id)),
    clear: () => setChosen([]),
    drop: {
      onDragEnter(event) {
        if (!hasFiles(event)) return;
        depth.current += 1;
        setOver(true);
      },
      onDragOver: (event) => hasFiles(event) && event.preventDefault(),
      onDragLeave() {
        depth.current -= 1;
        if (depth.current <= 0) leave();
      },
      onDrop(event) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        leave();
        add([...event.dataTransfer.files]);
      },
    },
  };
}
