import { Fragment } from 'react';
import { partsOf } from '../draft/texts.ts';

/** A text as the contact will read it; what is filled in later stands as its name. */
export function Words({ text }: { readonly text: string }) {
  return partsOf(text).map(({ text: part, gap }, index) =>
    gap === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, always in this order.
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, always in this order.
      <bdi key={index} dir="ltr" className="rounded-[4px] bg-acacia-soft px-1 text-small text-acacia">
        {gap}
      </bdi>
    ),
  );
}
